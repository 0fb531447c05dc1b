import { timingSafeEqual } from "@std/crypto/timing-safe-equal";
import { type Context, HttpError } from "fresh";
import { fromBase64Url, toBase64Url } from "@/lib/crypto/base64url.ts";
import { randomBytes } from "@/lib/crypto/random.ts";
import { isFormRequest, readForm } from "@/lib/web/form.ts";
import type { Session, SessionData } from "./session.ts";

export interface CsrfData extends SessionData {
  _csrf?: string;
}

interface CsrfState {
  readonly session: Session<CsrfData>;
  readonly config: { readonly origins: readonly string[] };
}

const SECRET_BYTES = 32;
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A token for one form on one page. The session's secret is hidden under a fresh random mask, so that no two pages
 * hold the same bytes and compression can't leak them (BREACH).
 */
export function csrfToken(session: Session<CsrfData>): string {
  const secret = session.get("_csrf") ?? session.setDefault("_csrf", toBase64Url(randomBytes(32)));
  const mask = randomBytes(SECRET_BYTES);
  const token = new Uint8Array(2 * SECRET_BYTES);
  token.set(mask);
  token.set(xor(mask, fromBase64Url(secret)!), SECRET_BYTES);
  return toBase64Url(token);
}

export type Refusal = "cross-site" | "no-origin" | "missing" | "wrong" | "other-session";

const REASONS: Record<Refusal, string> = {
  "cross-site": "The form was sent from another site, so it was not accepted.",
  "no-origin":
    "Your browser did not say which site the form came from, so it was not accepted. An extension or a privacy setting may hide it.",
  "missing": "The form came without its security token, so it was not accepted.",
  "wrong": "The form's security token was damaged on its way, so the form was not accepted.",
  "other-session":
    "Your session has changed since this page was opened, so the form was not accepted. Please open the page again.",
};

/**
 * Lets an unsafe request (RFC 9110 §9.2.1) pass only if it comes from this app's own pages, by what the browser says of
 * its origin and by a token that only those pages hold. Both must be right (ASVS 5.0 §3.5.1).
 *
 * @throws {HttpError} 403 with the reason in plain words
 */
export async function csrf(ctx: Context<CsrfState>): Promise<Response> {
  if (SAFE_METHODS.has(ctx.req.method)) return ctx.next();
  const { session, config } = ctx.state;
  const refusal = checkOrigin(ctx.req.headers, config.origins) ??
    checkToken(session, await sentToken(ctx.req));
  if (refusal) throw new HttpError(403, REASONS[refusal]);
  return ctx.next();
}

/**
 * Browsers over https and on localhost say `Sec-Fetch-Site`; all say `Origin` with a form. One that says neither, or
 * something else than this app's own origin, is refused.
 */
export function checkOrigin(headers: Headers, origins: readonly string[]): Refusal | null {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null && site !== "same-origin" && site !== "none") return "cross-site";
  if (origin !== null && !origins.includes(origin)) return "cross-site";
  return site === null && origin === null ? "no-origin" : null;
}

/** Compares the token that came with the session's secret, in constant time. */
export function checkToken(session: Session<CsrfData>, token: string | null): Refusal | null {
  if (!token) return "missing";
  const bytes = fromBase64Url(token);
  if (bytes?.length !== 2 * SECRET_BYTES) return "wrong";
  const secret = session.get("_csrf");
  if (!secret) return "other-session";
  const sent = xor(bytes.subarray(0, SECRET_BYTES), bytes.subarray(SECRET_BYTES));
  return timingSafeEqual(sent, fromBase64Url(secret)!) ? null : "other-session";
}

/** From the header that scripts set, or else the field that forms carry. */
async function sentToken(request: Request): Promise<string | null> {
  const header = request.headers.get("x-csrf-token");
  if (header !== null) return header;
  if (!isFormRequest(request)) return null;
  const field = (await readForm(request)).get("csrf_token");
  return typeof field === "string" ? field : null;
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, index) => byte ^ b[index]!);
}
