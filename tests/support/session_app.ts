import { App, type Context, HttpError } from "fresh";
import {
  createSessionSettings,
  csrf,
  type CsrfData,
  type FlashData,
  session,
  type SessionOptions,
  type SessionState,
} from "@/lib/session/mod.ts";
import { NOW, SECRET } from "./constants.ts";
import { Visitor } from "./visitor.ts";

export interface Values extends FlashData, CsrfData {
  name?: string;
  list?: unknown[];
  big?: string;
}

export type State = SessionState<Values>;

type Act = (ctx: Context<State>) => string | void | Response | Promise<string | Response>;

/**
 * The session layer as another app would use it: no accounts, no database, and `act` in the place of routes. What
 * it returns is answered as a page.
 */
export function sessionApp(options: Partial<SessionOptions> = {}) {
  const time = { now: NOW };
  const origins = [options.secure ? "https://book.example" : "http://localhost:8000"];
  let act: Act = () => {};
  const clock = () => time.now;
  const defaults = { secrets: [SECRET], secure: false, lifetime: 3600, clock };
  const make = (more: Partial<SessionOptions> = {}) => {
    const settings = createSessionSettings({ ...defaults, ...options, ...more });
    const handler = new App<State>()
      .use(tellErrors)
      .use(session(settings))
      .use(csrf({ origins }))
      .all("*", async (ctx) => {
        const result = await act(ctx) ?? "ok";
        return result instanceof Response ? result : ctx.html(`<p>${result}</p>`);
      }).handler();
    return { handler, settings };
  };
  let app = make();
  const newVisitor = () =>
    new Visitor<Values>((request) => app.handler(request), origins[0]!, app.settings);
  const visitor = newVisitor();
  return {
    visitor,
    wait: (seconds: number) => void (time.now += seconds * 1000),
    /** Goes on with other settings, as after a restart. */
    restart: (more: Partial<SessionOptions>) => void (app = make(more)),
    /** One visit, on which the app does this. */
    visit: (does: Act, path = "/", init: RequestInit = {}) => {
      act = does;
      return visitor.send(path, init);
    },
  };
}

/** What went wrong, as the answer. */
async function tellErrors(ctx: Context<State>): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500;
    return new Response((error as Error).message, { status });
  }
}
