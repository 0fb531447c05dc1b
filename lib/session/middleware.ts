import type { Context, Middleware } from "fresh";
import { mutable } from "@/lib/web/mutable.ts";
import { openSession, saveSession } from "./cookie.ts";
import { Flash, type FlashData } from "./flash.ts";
import type { Session } from "./session.ts";
import type { SessionSettings } from "./settings.ts";

/** What the session middleware provides to all that come after it. */
export interface SessionState<D extends FlashData = FlashData> {
  /** Of the visitor who asked; opened when it is first touched. */
  session: Session<D>;
  /** The visitor's messages; `flash()` and `getFlashed()` use it. */
  flash: Flash;
}

/** Any of them: what its session may hold is the app's matter. */
interface AnySessionState {
  session: unknown;
  flash: Flash;
}

/**
 * Opens the session, lets the rest of the app use it, and saves it once on the way out. A request that never touches it
 * pays for nothing, and its answer goes out as it is.
 *
 * @param settings those of the app, or a function that chooses them for a request: an app that is mounted at several
 *   paths has a cookie, by name or path, for each
 * @throws {Error} when the session has outgrown its cookie, even without the messages that wait
 */
export function session<S extends AnySessionState>(
  settings: SessionSettings | ((ctx: Context<S>) => SessionSettings),
): Middleware<S> {
  return async function (ctx) {
    const { state, req } = ctx;
    const chosen = typeof settings === "function" ? settings(ctx) : settings;
    const opened = openSession<FlashData>(req.headers.get("cookie"), chosen);
    state.session = opened;
    state.flash = new Flash(opened);

    const response = await ctx.next();
    state.flash.settle(req, response);
    if (!opened.isAccessed) return response;
    const answer = mutable(response);
    saveSession(answer.headers, opened, chosen, () => state.flash.giveWay());
    reportDropped(state.flash, chosen);
    return answer;
  };
}

function reportDropped({ dropped }: Flash, { log }: SessionSettings): void {
  if (dropped > 0) log?.info("messages dropped", { count: dropped });
}
