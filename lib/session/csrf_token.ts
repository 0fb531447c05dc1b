import { timingSafeEqual } from "@std/crypto/timing-safe-equal";
import { fromBase64Url, toBase64Url } from "@/lib/crypto/base64url.ts";
import { randomBytes } from "@/lib/crypto/random.ts";
import type { Session, SessionData } from "./session.ts";

/** What a session holds for its forms. */
export interface CsrfData extends SessionData {
  /** 32 random bytes in base64url. Made when a page first needs a token; a login that starts makes it anew. */
  _csrf?: string;
}

const SECRET_BYTES = 32;

/**
 * A token for one form on one page: 86 characters. The session's secret is hidden under a fresh random mask, so that
 * no two pages hold the same bytes and compression can't leak them (BREACH).
 *
 * @throws {Error} when there is no secret key to sign the session with
 */
export function csrfToken(session: Session<CsrfData>): string {
  const secret = fromBase64Url(
    session.setDefault("_csrf", toBase64Url(randomBytes(SECRET_BYTES))),
  )!;
  const mask = randomBytes(SECRET_BYTES);
  const token = new Uint8Array(2 * SECRET_BYTES);
  token.set(mask);
  token.set(xor(mask, secret), SECRET_BYTES);
  return toBase64Url(token);
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
  const bytes = fromBase64Url(token);
  if (bytes?.length !== 2 * SECRET_BYTES) return "wrong";
  if (session.isNew) return "expired"; // whoever has a token once had a session
  const secret = fromBase64Url(session.get("_csrf") ?? "");
  const sent = xor(bytes.subarray(0, SECRET_BYTES), bytes.subarray(SECRET_BYTES));
  return secret && timingSafeEqual(sent, secret) ? null : "other-session";
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ b[index]!);
}
