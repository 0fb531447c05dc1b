/** What a request says of the token that it comes with. */
export type Bearer = { readonly token: string } | "missing" | "malformed";

/** The scheme of an `Authorization` header, and all that follows it. */
const CREDENTIALS = /^([^\s,]*)(.*)$/s;
/** A space, and `b64token`. */
const TOKEN = /^ +([\w\-.~+/]+=*) *$/;

/**
 * Reads an `Authorization` header (RFC 6750 §2.1). Its scheme is `Bearer` in any case (RFC 9110 §11.1), and exactly one
 * token follows; other schemes say nothing to us. Headers that came twice arrive with a comma between them, which no token
 * holds.
 */
export function readBearer(header: string | null): Bearer {
  const [, scheme = "", rest = ""] = CREDENTIALS.exec(header ?? "") ?? [];
  if (scheme.toLowerCase() !== "bearer") return "missing";
  const token = TOKEN.exec(rest)?.[1];
  return token === undefined ? "malformed" : { token };
}

/** Why a token is refused, and for want of a scope also which one it lacks (RFC 6750 §3.1). */
export interface ChallengeReason {
  readonly error: "invalid_request" | "invalid_token" | "insufficient_scope";
  readonly scope?: string;
}

/** The header of a refusal (RFC 6750 §3). To a request without any token it tells no error. */
export function challenge(reason?: ChallengeReason): { "www-authenticate": string } {
  const parts = [`realm="Cloakroom"`];
  if (reason) parts.push(`error="${reason.error}"`);
  if (reason?.scope) parts.push(`scope="${reason.scope}"`);
  return { "www-authenticate": `Bearer ${parts.join(", ")}` };
}
