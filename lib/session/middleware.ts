import type { Context } from "fresh";
import { mutable } from "@/lib/web/mutable.ts";
import { openSession, saveSession } from "./cookie.ts";
import { Flash, type FlashData } from "./flash.ts";
import type { Session } from "./session.ts";
import type { SessionSettings } from "./settings.ts";

/** What the session middleware needs, and what it provides. */
export interface SessionState<D extends FlashData = FlashData> {
  readonly sessionSettings: SessionSettings;
  session: Session<D>;
  flash: Flash;
}

/**
 * Opens the session, lets the rest of the app use it, and saves it once on the way out.
 *
 * @throws {Error} when the session has outgrown its cookie
 */
export async function session<D extends FlashData>(
  ctx: Context<SessionState<D>>,
): Promise<Response> {
  const { state } = ctx;
  state.session = openSession<D>(ctx.req.headers.get("cookie"), state.sessionSettings);
  state.flash = new Flash(state.session as unknown as Session<FlashData>);

  const response = await ctx.next();
  state.flash.settle(ctx.req, response);
  if (!state.session.isAccessed) return response;
  const answer = mutable(response);
  saveSession(answer.headers, state.session, state.sessionSettings);
  return answer;
}
