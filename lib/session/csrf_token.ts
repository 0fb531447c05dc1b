import { timingSafeEqual } from "@std/crypto/timing-safe-equal";
import { fromBase64Url, toBase64Url } from "@/lib/crypto/base64url.ts";
import { sha256 } from "@/lib/crypto/digest.ts";
import { randomBytes } from "@/lib/crypto/random.ts";
import type { Session, SessionData } from "./session.ts";

/** What a session holds for its forms. */
export interface CsrfData extends SessionData {
  /** 32 bytes in base64url. Made when a page first needs a token; a login that starts makes it anew. */
  _csrf?: string;
}

const SECRET_BYTES = 32;

/**
 * So many zeros begin the secret of a session that is nobody's; the other 28 bytes are random. Whoever asks later whose
 * form it was can so tell "nobody's" from "somebody's whom I do not know any more".
 */
const MARK_BYTES = 4;

/**
 * A token for one form on one page: 86 characters. The session's secret is hidden under a fresh random mask, so that
 * no two pages hold the same bytes and compression can't leak them (BREACH).
 *
 * @throws {Error} when there is no secret key to sign the session with
 */
export function csrfToken(session: Session<CsrfData>): string {
  const secret = fromBase64Url(session.get("_csrf") ?? begin(session))!;
  const mask = randomBytes(SECRET_BYTES);
  const token = new Uint8Array(2 * SECRET_BYTES);
  token.set(mask);
  token.set(xor(mask, secret), SECRET_BYTES);
  return toBase64Url(token);
}

/** The secret of a session that has none yet, and so is nobody's. */
function begin(session: Session<CsrfData>): string {
  const secret = toBase64Url(randomBytes(SECRET_BYTES).fill(0, 0, MARK_BYTES));
  session.set("_csrf", secret);
  return secret;
}

/**
 * A secret for a session that is somebody's from now on, to be set as `_csrf`, and a hash of it to keep beside their name:
 * a form that comes back when the session is over tells by its token whose it was; see {@linkcode tokenSource}.
 */
export function ownedSecret(): { readonly secret: string; readonly hash: string } {
  const bytes = randomBytes(SECRET_BYTES);
  bytes[0]! |= 1; // not all of the mark are zeros
  const secret = toBase64Url(bytes);
  return { secret, hash: sha256(secret) };
}

/** Of which session a token is, whether that still lives or not. */
export interface TokenSource {
  /** SHA-256 of the session's secret; nobody can make a token to a given one. */
  readonly hash: string;
  /** Whether the session was somebody's, by {@linkcode ownedSecret}. */
  readonly isOwned: boolean;
}

/** Where a token comes from, or null when it is none. */
export function tokenSource(token: string): TokenSource | null {
  const secret = secretIn(token);
  if (!secret) return null;
  const isOwned = secret.subarray(0, MARK_BYTES).some((byte) => byte !== 0);
  return { hash: sha256(toBase64Url(secret)), isOwned };
}

/**
 * The attributes of a `<meta>` that hands scripts their token, to be sent back as `x-csrf-token`:
 * `<meta {...csrfMeta(session)} />`.
 */
export function csrfMeta(session: Session<CsrfData>): { name: "csrf-token"; content: string } {
  return { name: "csrf-token", content: csrfToken(session) };
}

export type TokenFault = "missing" | "wrong" | "expired" | "other-session";

/** What is wrong with a token that came, or null. Compared with the session's secret in constant time. */
export function tokenFault(session: Session<CsrfData>, token: string | null): TokenFault | null {
  if (!token) return "missing";
  const sent = secretIn(token);
  if (!sent) return "wrong";
  if (session.isNew) return "expired"; // whoever has a token once had a session
  const secret = fromBase64Url(session.get("_csrf") ?? "");
  return secret && timingSafeEqual(sent, secret) ? null : "other-session";
}

/** The secret behind a token's mask. */
function secretIn(token: string): Uint8Array | null {
  const bytes = fromBase64Url(token);
  if (bytes?.length !== 2 * SECRET_BYTES) return null;
  return xor(bytes.subarray(0, SECRET_BYTES), bytes.subarray(SECRET_BYTES));
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ b[index]!);
}
