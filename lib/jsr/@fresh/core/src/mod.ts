/**
 * A small stand-in for Fresh 2.3.3: the app, its context and its middlewares.
 *
 * @module
 */
export { App } from "./app.ts";
export { HttpError } from "./error.ts";
export { page } from "./page.ts";
export { createDefine } from "./define.ts";
export { staticFiles } from "./middlewares/static_files.ts";
export { csrf, type CsrfOptions } from "./middlewares/csrf.ts";
export { csp, type CSPOptions } from "./middlewares/csp.ts";
export { trailingSlashes } from "./middlewares/trailing_slashes.ts";
export type { IslandEntry as Island } from "./snapshot.ts";
export type {
  Context,
  Define,
  FreshConfig,
  FreshContext,
  HandlerByMethod,
  HandlerFn,
  LayoutConfig,
  Lazy,
  ListenOptions,
  MaybeLazy,
  Method,
  Middleware,
  MiddlewareFn,
  PageProps,
  PageResponse,
  ResolvedFreshConfig,
  RouteConfig,
  RouteData,
  RouteHandler,
} from "./types.ts";
