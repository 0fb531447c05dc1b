/** Gets the answer to a request out of a route. */
import { STATUS_TEXT, type StatusCode } from "@std/http/status";
import { renderPage } from "./compose.ts";
import type { RequestContext } from "./context.ts";
import { HttpError } from "./error.ts";
import type { AnyRoute, Step } from "./route.ts";
import type { HandlerFn, Method } from "./types.ts";

// deno-lint-ignore no-explicit-any -- handlers of all routes
type AnyHandler = HandlerFn<any, any>;

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

/** Statuses of responses that cannot have a body. */
const NULL_BODY = new Set([204, 205, 304]);

/** The methods that a route has handlers for, or null when it takes them all. */
export function methodsOf({ handler, component }: AnyRoute): Method[] | null {
  if (typeof handler === "function") return null;
  const methods = Object.keys(handler ?? {}) as Method[];
  if (component !== undefined && !methods.includes("GET")) methods.unshift("GET");
  return methods;
}

/** @throws {Error} for handlers that expect more than the context; `where` says whose they are. */
export function checkHandlers(where: string, handler: AnyRoute["handler"] | Step["run"][]): void {
  const handlers = typeof handler === "function" ? [handler] : Object.values(handler ?? {});
  if (handlers.some(({ length }) => length > 1)) {
    throw new Error(`${where}: a handler takes one parameter, the context`);
  }
}

/** Lets a route's handler or component answer. */
export async function answerRoute(ctx: RequestContext, route: AnyRoute): Promise<Response> {
  const { method } = ctx.req;
  const handler = handlerFor(route, method);
  const showsPage = route.component !== undefined && (method === "GET" || method === "HEAD");
  if (handler === undefined && !showsPage) {
    ctx.allow = methodsOf(route)?.join(", ") ?? null;
    return refuse(ctx);
  }
  return await answer(ctx, route, handler, 200);
}

/**
 * Lets an error route answer; the error's status is that of a page without one of its own.
 *
 * @throws the error itself, when the route has nothing for the method
 */
export function answerError(ctx: RequestContext, route: AnyRoute, error: unknown) {
  const status = error instanceof HttpError ? error.status : 500;
  const handler = handlerFor(route, ctx.req.method);
  if (handler === undefined && route.component === undefined) throw error;
  return answer(ctx, route, handler, status);
}

/** The end of the chain for a request that no route takes. */
export function refuse(ctx: RequestContext): Response {
  if (ctx.allow === null) throw new HttpError(404);
  if (ctx.req.method !== "OPTIONS") throw new HttpError(405);
  return new Response(null, { status: 204, headers: { allow: ctx.allow } });
}

/** The plain answer to an error that nothing caught. Its details stay in the log. */
export function plainError(error: unknown): Response {
  if (!(error instanceof HttpError) || error.status >= 500) console.error(error);
  if (!(error instanceof HttpError)) return new Response("Internal server error", { status: 500 });
  const { status, message } = error;
  const body = NULL_BODY.has(status) ? null : message || STATUS_TEXT[status as StatusCode];
  return new Response(body, { status });
}

function handlerFor({ handler }: AnyRoute, method: string): AnyHandler | undefined {
  if (typeof handler === "function" || handler === undefined) return handler;
  if (Object.hasOwn(handler, method)) return handler[method as Method];
  return method === "HEAD" ? handler.GET : undefined;
}

async function answer(
  ctx: RequestContext,
  { component, config }: AnyRoute,
  handler: AnyHandler | undefined,
  status: number,
): Promise<Response> {
  const result = handler === undefined ? { data: undefined } : await handler(ctx);
  if (result instanceof Response) return result;
  if (typeof result !== "object" || result === null || !("data" in result)) {
    throw new TypeError(`A handler of ${ctx.route} returned neither a Response nor page data`);
  }
  if (component === undefined) {
    throw new TypeError(`A handler of ${ctx.route} returned page data, but there is no component`);
  }
  const init: ResponseInit = { status: result.status ?? status };
  if (result.headers !== undefined) {
    // They are set one by one: of several with one name, as in Fresh, the last remains.
    const headers = init.headers = new Headers();
    for (const [name, value] of new Headers(result.headers)) headers.set(name, value);
  }
  return await renderPage(ctx, component, result.data, init, config);
}
