import type { Context, Method, Middleware } from "fresh";
import type { Reply } from "./reply.ts";
import { toResponse } from "./to_response.ts";

/** Answers one method of a route with a value that `toResponse()` takes. */
export type ReplyHandler<State> = (ctx: Context<State>) => Reply | Promise<Reply>;

export interface Replies<State> {
  /** Makes the handlers that Fresh expects of those that return values. Pages are made with `define`. */
  handlers(
    handlers: { [M in Method]?: ReplyHandler<State> },
  ): { [M in Method]?: Middleware<State> };
}

/**
 * Lets routes return strings, objects, tuples and so on, as in Flask.
 *
 * @example
 * const replies = createReplies<State>();
 * export const handler = replies.handlers({ GET: () => [{ error: "not here" }, 404] });
 */
export function createReplies<State>(): Replies<State> {
  return {
    handlers: (handlers) =>
      Object.fromEntries(
        Object.entries(handlers).map(([method, handler]) => [method, answering(method, handler)]),
      ),
  };
}

function answering<State>(method: string, handler: ReplyHandler<State>): Middleware<State> {
  return async (ctx) => toResponse(await handler(ctx), `${method} ${ctx.route}`);
}
