import { type Context, HttpError, type Middleware } from "fresh";
import { isFormRequest, readForm } from "@/lib/web/form.ts";
import { isJsonRequest, readJson } from "@/lib/web/json.ts";
import {
  type CsrfData,
  type TokenFault,
  tokenFault,
  type TokenSource,
  tokenSource,
} from "./csrf_token.ts";
import type { Session } from "./session.ts";

interface CsrfState {
  readonly session: Session<CsrfData>;
}

/** A route that takes requests from elsewhere, because it knows its callers in another way. */
export interface CsrfExemption {
  /** The route's pattern, such as `/hooks/mail/:id`. Written in the route's own file, beside its handler. */
  readonly route: string;
  /** How the route tells a friend from a stranger. */
  readonly reason: string;
}

/** What an app chooses for {@linkcode csrf}. */
export interface CsrfOptions<S> {
  /** Origins of this app's own pages, such as `https://book.example`; or how to find them. */
  readonly origins: readonly string[] | ((ctx: Context<S>) => readonly string[]);
  /** Routes that are not protected. Default: none. */
  readonly exempt?: readonly CsrfExemption[];
}

/** Why a request is refused, in a word. */
export type Refusal = TokenFault | "cross-site" | "no-origin";

const REASONS: Record<Refusal, string> = {
  "cross-site": "The form was sent from another site, so it was not accepted.",
  "no-origin":
    "Your browser did not say which site the form came from, so it was not accepted. An extension or a privacy setting may hide it.",
  "missing": "The form came without its security token, so it was not accepted.",
  "wrong": "The form's security token was damaged on its way, so the form was not accepted.",
  "expired":
    "Your session ended while this page was open, so the form was not accepted. Please open the page again, and let your browser keep cookies from this site.",
  "other-session":
    "Your session has changed since this page was opened, so the form was not accepted. Please open the page again.",
};

/** Why a request was refused; the cause of the HttpError, for logs. */
export class CsrfError extends Error {
  override name = "CsrfError";

  constructor(readonly refusal: Refusal) {
    super(`CSRF check: ${refusal}`);
  }
}

/** Whether a request of this method changes nothing (RFC 9110 §9.2.1), and so needs no token. */
export function isSafe(method: string): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(method);
}

/**
 * Lets an unsafe request (RFC 9110 §9.2.1) pass only if it comes from this app's own pages, by what the browser says of
 * its origin and by a token that only those pages hold. Both must be right (ASVS 5.0 §3.5.1).
 *
 * The token comes in a header `x-csrf-token`, a form field, or `csrf_token` in a JSON object.
 *
 * @throws {HttpError} 403 with the reason in plain words, and a {@linkcode CsrfError} as its cause
 */
export function csrf<S extends CsrfState>({ origins, exempt = [] }: CsrfOptions<S>): Middleware<S> {
  const open = new Set(exempt.map(({ route }) => route));
  return async function (ctx) {
    if (isSafe(ctx.req.method) || open.has(ctx.route ?? "")) return ctx.next();
    const ours = typeof origins === "function" ? origins(ctx) : origins;
    const refusal = await refusalOf(ctx.req, ctx.state.session, ours);
    if (refusal) throw new HttpError(403, REASONS[refusal], { cause: new CsrfError(refusal) });
    return ctx.next();
  };
}

/** Why {@linkcode csrf} would refuse a request that changes something, or null. Throws as `readForm` and `readJson` do. */
export async function refusalOf(
  request: Request,
  session: Session<CsrfData>,
  origins: readonly string[],
): Promise<Refusal | null> {
  return originFault(request.headers, origins) ?? tokenFault(session, await sentToken(request));
}

/**
 * Whether a request was refused only because its session is not the one of its page any more: it came from a page of ours,
 * and what was typed there need not be lost.
 */
export function isLate(error: unknown): boolean {
  const refusal = error instanceof HttpError && error.cause instanceof CsrfError &&
    error.cause.refusal;
  return refusal === "expired" || refusal === "other-session";
}

/** The session whose page a request comes from, as its token tells; or null. Throws as `readForm` and `readJson` do. */
export async function sourceOf(request: Request): Promise<TokenSource | null> {
  return tokenSource(await sentToken(request) ?? "");
}

/**
 * Browsers over https and on localhost say `Sec-Fetch-Site`; all say `Origin` with a form. One that says neither, or
 * something else than this app's own origin, is refused.
 */
export function originFault(
  headers: Headers,
  origins: readonly string[],
): "cross-site" | "no-origin" | null {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null && site !== "same-origin" && site !== "none") return "cross-site";
  if (origin !== null && !origins.includes(origin)) return "cross-site";
  return site === null && origin === null ? "no-origin" : null;
}

/** From the header that scripts set, or else the body. */
async function sentToken(request: Request): Promise<string | null> {
  const header = request.headers.get("x-csrf-token");
  if (header !== null) return header;
  if (isFormRequest(request)) return formToken(await readForm(request));
  if (isJsonRequest(request)) return jsonToken(await readJson(request));
  return null;
}

/**
 * `csrf_token`, or for forms that share a page `csrf-…`, or `…-csrf_token` where a library puts its prefix before
 * the name. The first that is filled in counts.
 */
function formToken(form: FormData): string | null {
  const named = [...form].filter(([name]) => /^csrf_token$|^csrf-|-csrf_token$/.test(name));
  const own = named.filter(([name]) => name === "csrf_token");
  const filled = [...own, ...named].find(([, value]) => typeof value === "string" && value !== "");
  return (filled?.[1] as string | undefined) ?? null;
}

function jsonToken(body: unknown): string | null {
  const token = (body as { csrf_token?: unknown } | null)?.csrf_token;
  return typeof token === "string" ? token : null;
}
