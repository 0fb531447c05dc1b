import { type Argon2Params, deriveArgon2id } from "./argon2.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import type { StoredHash } from "./stored_hash.ts";

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
export const PARAMS: Argon2Params = { memory: 19_456, passes: 2, parallelism: 1 };

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{11,64})\$([\w+/]{43})$/;

/** A hash from elsewhere must not take the machine down: 128 MiB, and half a second of one core. */
const MAX_MEMORY = 131_072;
const MAX_WORK = 524_288;
const MAX_LANES = 16;

/** Reads a PHC string of Argon2id; null when it is none, or asks for more than any sign-in should cost. */
export function readPhc(text: string): StoredHash | null {
  const match = PHC.exec(text);
  if (!match) return null;
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number];
  const [salt, tag] = match.slice(4).map(fromBase64) as [Bytes, Bytes];
  const params = { memory, passes, parallelism };
  if (!salt || !tag || !isBearable(params)) return null;
  return {
    tag,
    isCurrent: isCurrent(params),
    derive: (password) => derive(password, salt, params),
  };
}

/** Writes one. */
export function writePhc(salt: Uint8Array, tag: Uint8Array, params: Argon2Params): string {
  const { memory, passes, parallelism } = params;
  const head = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}`;
  return [head, toBase64(salt), toBase64(tag)].join("$");
}

/** NFC first, so that the same letters typed on another keyboard are the same password (RFC 8265 §4). */
export function derive(
  password: string,
  salt: Uint8Array<ArrayBuffer>,
  params: Argon2Params,
): Promise<Uint8Array> {
  return deriveArgon2id(new TextEncoder().encode(password.normalize("NFC")), salt, params);
}

/** RFC 9106 §3.1 asks for eight KiB a lane. */
function isBearable({ memory, passes, parallelism }: Argon2Params): boolean {
  return passes >= 1 && parallelism >= 1 && parallelism <= MAX_LANES &&
    memory >= 8 * parallelism && memory <= MAX_MEMORY && memory * passes <= MAX_WORK;
}

function isCurrent({ memory, passes, parallelism }: Argon2Params): boolean {
  return memory === PARAMS.memory && passes === PARAMS.passes &&
    parallelism === PARAMS.parallelism;
}

type Bytes = ReturnType<typeof fromBase64Url>;

/** PHC strings use the standard alphabet, without padding. */
function toBase64(bytes: Uint8Array): string {
  return toBase64Url(bytes).replaceAll("-", "+").replaceAll("_", "/");
}

function fromBase64(text: string): Bytes {
  return fromBase64Url(text.replaceAll("+", "-").replaceAll("/", "_"));
}
