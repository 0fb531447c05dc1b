import type { Middleware } from "../types.ts";

/**
 * Redirects (302) to the one spelling of a path: with a slash at its end, or without. The query is
 * kept, and `/` stays `/`.
 */
export function trailingSlashes<State>(mode: "always" | "never"): Middleware<State> {
  return (ctx) => {
    const { pathname, search } = ctx.url;
    if (pathname === "/" || pathname.endsWith("/") === (mode === "always")) return ctx.next();
    const path = mode === "always" ? pathname + "/" : pathname.slice(0, -1);
    return ctx.redirect(path + search);
  };
}
