import type { Context } from "fresh";
import { flash, type SessionState } from "@/lib/session/mod.ts";
import { clientAddress } from "@/lib/web/client_address.ts";
import { isForEyes } from "@/lib/web/eyes.ts";
import { type Device, type Login, type LoginData, type LoginDeps, resumeLogin } from "./logins.ts";
import { safeNext } from "./next.ts";
import type { User } from "./user.ts";

/** What the auth middlewares need, and what they provide. */
export interface AuthState extends SessionState<LoginData>, LoginDeps {
  /** Who is signed in; after `requireUser` surely somebody. */
  user: User | null;
  /** The sign-in that this request belongs to. */
  login: Login | null;
}

type Ctx<S extends AuthState> = Context<S>;

/** Fills `ctx.state.user`; refuses nobody. */
export async function loadUser<S extends AuthState>(ctx: Ctx<S>): Promise<Response> {
  const { state } = ctx;
  const found = await resumeLogin(state, state.session);
  state.user = found?.user ?? null;
  state.login = found?.login ?? null;
  return ctx.next();
}

/** Lets signed-in people pass; others are asked to sign in first, and then come back here. */
export function requireUser<S extends AuthState>(ctx: Ctx<S>): Response | Promise<Response> {
  if (ctx.state.user) return ctx.next();
  if (isForEyes(ctx.req)) flash(ctx, "Please sign in to see this page.", "info");
  const here = ctx.url.pathname + ctx.url.search;
  return ctx.redirect(`/login?next=${encodeURIComponent(here)}`, 303);
}

/** For pages that make no sense to people who are signed in already. */
export function requireGuest<S extends AuthState>(ctx: Ctx<S>): Response | Promise<Response> {
  if (!ctx.state.user) return ctx.next();
  return ctx.redirect(safeNext(ctx.url.searchParams.get("next")) ?? "/", 303);
}

/** What to note of the browser that signs in. */
export function deviceOf<S extends AuthState & { config: { trustProxy: boolean } }>(
  { req, info, state }: Ctx<S>,
): Device {
  return {
    userAgent: req.headers.get("user-agent") ?? "",
    address: clientAddress(req, info, state.config),
  };
}
