import { timingSafeEqual } from "@std/crypto/timing-safe-equal";
import { type Argon2Params, deriveArgon2id } from "./argon2.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { createQueue } from "./queue.ts";
import { randomBytes } from "./random.ts";

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
export const PARAMS: Argon2Params = { memory: 19_456, passes: 2, parallelism: 1 };

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{11,64})\$([\w+/]{43})$/;

/** Two at once keeps both cores busy and memory flat; past 48 waiting (about a second) it is honest to refuse. */
const inTurn = createQueue({ running: 2, waiting: 48 });

/**
 * Hashes a password with Argon2id (RFC 9106) into a PHC string.
 *
 * @throws {QueueFullError} when too many hashes are waiting
 */
export async function hashPassword(password: string, params = PARAMS): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, params);
  const { memory, passes, parallelism } = params;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${toBase64(salt)}$${
    toBase64(tag)
  }`;
}

/** What a check found: whether the password fits, and whether the hash should be made anew with today's parameters. */
export interface PasswordCheck {
  readonly ok: boolean;
  readonly outdated: boolean;
}

/**
 * Checks a password against a PHC string. With no hash (nobody has that email) the same work is
 * done, and the answer is no: time must not tell who has an account.
 *
 * @throws {QueueFullError} when too many hashes are waiting
 */
export async function verifyPassword(
  password: string,
  hash: string | null,
): Promise<PasswordCheck> {
  const parsed = hash === null ? null : parse(hash);
  const { params, salt, tag } = parsed ?? NOBODY;
  const same = timingSafeEqual(await derive(password, salt, params), tag);
  return { ok: parsed !== null && same, outdated: parsed !== null && !isCurrent(params) };
}

const NOBODY = { params: PARAMS, salt: new Uint8Array(16), tag: new Uint8Array(32) };

function parse(hash: string): typeof NOBODY | null {
  const match = PHC.exec(hash);
  if (!match) return null;
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number];
  const [salt, tag] = match.slice(4).map(fromBase64) as [Bytes, Bytes];
  return salt && tag && { params: { memory, passes, parallelism }, salt, tag };
}

type Bytes = ReturnType<typeof fromBase64Url>;

function isCurrent({ memory, passes, parallelism }: Argon2Params): boolean {
  return memory === PARAMS.memory && passes === PARAMS.passes &&
    parallelism === PARAMS.parallelism;
}

/** NFC first, so that the same letters typed on another keyboard are the same password (RFC 8265 §4). */
function derive(
  password: string,
  salt: Uint8Array<ArrayBuffer>,
  params: Argon2Params,
): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(password.normalize("NFC"));
  return inTurn(() => deriveArgon2id(bytes, salt, params));
}

/** PHC strings use the standard alphabet, without padding. */
function toBase64(bytes: Uint8Array): string {
  return toBase64Url(bytes).replaceAll("-", "+").replaceAll("_", "/");
}

function fromBase64(text: string): Bytes {
  return fromBase64Url(text.replaceAll("+", "-").replaceAll("/", "_"));
}
