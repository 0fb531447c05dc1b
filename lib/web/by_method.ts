import type { Context, Method, Middleware } from "fresh";
import { problem } from "./problem.ts";

/**
 * One handler for all methods of an address: those that are given, HEAD as GET, OPTIONS with the list of them. All others
 * are refused with that list (RFC 9110 §15.5.6). Fresh itself answers them with 404 where a route is loaded late.
 */
export function byMethod<S extends { readonly requestId: string }>(
  handlers: { readonly [M in Method]?: Middleware<S> },
): Middleware<S> {
  const known = Object.keys(handlers);
  const allow = [...known, ...("GET" in handlers ? ["HEAD"] : []), "OPTIONS"].join(", ");
  return (ctx: Context<S>) => {
    const method = ctx.req.method === "HEAD" ? "GET" : ctx.req.method;
    const handler = handlers[method as Method];
    if (handler) return handler(ctx);
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
    const detail = `This address does not take ${ctx.req.method}, but ${allow}.`;
    return problem(ctx.state, 405, detail, { headers: { allow } });
  };
}
