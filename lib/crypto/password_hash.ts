import { timingSafeEqual } from "@std/crypto/timing-safe-equal";
import { inSpan, measure, pastSpan } from "@/lib/telemetry.ts";
import { derive, PARAMS, readPhc, writePhc } from "./phc.ts";
import { createQueue } from "./queue.ts";
import { randomBytes } from "./random.ts";
import type { StoredHash } from "./stored_hash.ts";
import { readWerkzeug } from "./werkzeug.ts";

/**
 * Two at once keep memory flat; and one core stays for the pages that others read meanwhile, or these take three times
 * as long. Past 48 waiting (about a second) it is honest to refuse.
 */
const RUNNING = Math.max(1, Math.min(2, navigator.hardwareConcurrency - 1));
const queue = createQueue({ running: RUNNING, waiting: 48 });

/** Shows how long a hash had to wait for its turn, and how long it took. */
async function inTurn<T>(hash: () => Promise<T>): Promise<T> {
  const asked = performance.now();
  return await queue(() => {
    const waited = performance.now() - asked;
    measure("cloakroom.password.wait", waited);
    pastSpan("password wait", waited, {});
    return inSpan("password hash", {}, hash);
  });
}

/**
 * Hashes a password with Argon2id (RFC 9106) into a PHC string.
 *
 * @throws {QueueFullError} when too many hashes are waiting
 */
export async function hashPassword(password: string, params = PARAMS): Promise<string> {
  const salt = randomBytes(16);
  return writePhc(salt, await inTurn(() => derive(password, salt, params)), params);
}

/** What a check found: whether the password fits, and whether the hash should be made anew with today's parameters. */
export interface PasswordCheck {
  readonly ok: boolean;
  readonly outdated: boolean;
}

/**
 * Checks a password against a PHC string, or a hash as Werkzeug writes it. With no hash (nobody has that email) the work
 * of today's kind is done, and the answer is no: time must not tell who has an account.
 *
 * @throws {QueueFullError} when too many hashes are waiting
 */
export async function verifyPassword(
  password: string,
  hash: string | null,
): Promise<PasswordCheck> {
  const stored = hash === null ? null : read(hash);
  const { tag, derive } = stored ?? NOBODY;
  const isSame = timingSafeEqual(await inTurn(() => derive(password)), tag);
  return { ok: stored !== null && isSame, outdated: stored !== null && !stored.isCurrent };
}

/** Whether people with this hash could sign in here: for whoever brings accounts from elsewhere. */
export function isKnownHash(text: string): boolean {
  return read(text) !== null;
}

function read(hash: string): StoredHash | null {
  return readPhc(hash) ?? readWerkzeug(hash);
}

const NOBODY: Pick<StoredHash, "tag" | "derive"> = {
  tag: new Uint8Array(32),
  derive: (password) => derive(password, new Uint8Array(16), PARAMS),
};
