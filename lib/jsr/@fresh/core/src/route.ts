/** The types of routes that are no part of the public ones. */
import type { ComponentChildren } from "preact";
import type { RequestContext } from "./context.ts";
import type { Context, Middleware, PageProps, RouteConfig, RouteHandler } from "./types.ts";

/** A component on the server. It may be async, and then may also answer with a Response. */
export type RouteComponent<Data, State> =
  | ((props: PageProps<Data, State>) => ComponentChildren)
  | ((props: PageProps<Data, State>) => Promise<ComponentChildren | Response>);

/** A route: how to answer, what to show, or both. */
export interface Route<State> {
  // deno-lint-ignore no-explicit-any -- routes with all sorts of data share one list
  handler?: RouteHandler<any, State>;
  // deno-lint-ignore no-explicit-any -- as above
  component?: RouteComponent<any, State>;
  config?: RouteConfig;
}

/** A middleware, or an async function that loads one when the first request comes by. */
export type MaybeLazyMiddleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response | Middleware<State>>;

export type StreamChunk = string | Uint8Array;
export type StreamSource = Iterable<StreamChunk> | AsyncIterable<StreamChunk>;

// Routes with all sorts of state share one tree, which never looks at it.
// deno-lint-ignore no-explicit-any
export type AnyRoute = Route<any>;
// deno-lint-ignore no-explicit-any
export type AnyComponent = RouteComponent<any, any>;

/** One middleware in a chain. A lazy one is replaced, in all chains, once it has loaded. */
export interface Step {
  // deno-lint-ignore no-explicit-any -- as above
  run(ctx: RequestContext): Response | Promise<Response | Middleware<any>>;
}
export type Chain = readonly Step[];
