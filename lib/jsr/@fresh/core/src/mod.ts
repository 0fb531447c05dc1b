/**
 * A small stand-in for Fresh 2.3.3: the app, its context and its middlewares.
 *
 * @module
 */
export { App } from "./app.ts";
export { createDefine, page } from "./define.ts";
export { HttpError } from "./error.ts";
export { csp, type CSPOptions } from "./middlewares/csp.ts";
export { csrf, type CsrfOptions } from "./middlewares/csrf.ts";
export { staticFiles } from "./middlewares/static_files.ts";
export type { Island } from "./build.ts";
export type * from "./types.ts";
