import { HttpError } from "../error.ts";
import type { Context, Middleware } from "../types.ts";

export interface CsrfOptions<State = unknown> {
  /** Origins whose requests pass, or a function that decides; the app's own origin unless given. */
  origin?: string | string[] | ((origin: string, ctx: Context<State>) => boolean);
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

type OriginCheck<State> = (origin: string, ctx: Context<State>) => boolean;

/**
 * Refuses requests that another site made a browser send, by `Sec-Fetch-Site` and, where that is
 * missing, by `Origin`. Clients that send neither pass: they are no browsers of our time.
 *
 * @throws {HttpError} 403, from the middleware, for a refused request.
 */
export function csrf<State>(options: CsrfOptions<State> = {}): Middleware<State> {
  const isAllowed = originCheck(options.origin);
  return (ctx) => {
    const { method, headers } = ctx.req;
    if (SAFE_METHODS.has(method)) return ctx.next();
    const site = headers.get("sec-fetch-site");
    const origin = headers.get("origin");
    const ownPage = site === null ? origin === null : site === "same-origin" || site === "none";
    if (ownPage || (origin !== null && isAllowed(origin, ctx))) return ctx.next();
    throw new HttpError(403);
  };
}

function originCheck<State>(allowed: CsrfOptions<State>["origin"]): OriginCheck<State> {
  if (typeof allowed === "function") return allowed;
  if (allowed === undefined) return (origin, ctx) => origin === ctx.url.origin;
  const origins = new Set([allowed].flat());
  return (origin) => origins.has(origin);
}
