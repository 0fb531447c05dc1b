import { type Context, HttpError } from "fresh";
import { flash, type SessionSettings, type SessionState } from "@/lib/session/mod.ts";
import { clientAddress } from "@/lib/web/client_address.ts";
import { isForEyes } from "@/lib/web/eyes.ts";
import type { AuthDeps, Device } from "./deps.ts";
import { keepLateForm, type PageForms } from "./logins/late_forms.ts";
import type { Login, LoginData } from "./logins/logins.ts";
import { tellOfNewLogin } from "./logins/new_login.ts";
import { keepRenewed, resumeLogin } from "./logins/resume.ts";
import { noteRetiredKey } from "./logins/retired_key.ts";
import { safeNext } from "./next.ts";
import { noted } from "./recorded.ts";
import type { User } from "./user.ts";

/** What the auth middlewares need, and what they provide. */
export interface AuthState extends SessionState<LoginData>, AuthDeps {
  readonly sessionSettings: SessionSettings;
  /** From where the request comes. */
  device: Device;
  /** Who is signed in; after `requireUser` surely somebody. */
  user: User | null;
  /** The sign-in that this request belongs to. */
  login: Login | null;
  /** What waits for this page or was refused; by `keepForms`, where an app uses it. */
  forms?: PageForms;
}

type Ctx<S extends AuthState> = Context<S>;

/** Fills `ctx.state.user`; refuses nobody. */
export async function loadUser<S extends AuthState>(ctx: Ctx<S>): Promise<Response> {
  const { state } = ctx;
  state.device = deviceOf(ctx);
  const came = { token: state.session.get("_login"), at: state.clock() };
  const found = await resumeLogin(state, state.session, state.device);
  if (!found && state.session.isNew) await noteRetiredKey(state, ctx.req.headers.get("cookie"));
  state.user = found?.user ?? null;
  state.login = found?.login ?? null;
  if (found?.notice) await tellOfNewLogin(state, found, found.notice);
  try {
    return await ctx.next();
  } finally {
    await keepRenewed(state, state.session, { ...came, isKnown: found !== null });
  }
}

/** Lets signed-in people pass; others are asked to sign in first, and then come back here, to the form that they sent. */
export async function requireUser<S extends AuthState>(ctx: Ctx<S>): Promise<Response> {
  const { state } = ctx;
  if (state.user) return await ctx.next();
  if (state.forms?.mayKeep) await keepLateForm(ctx, { forVisitors: false });
  if (isForEyes(ctx.req)) {
    // Where the last login ended by itself, the login page says why; that is reason enough.
    const isTold = state.session.has("_ended");
    if (!isTold) flash(ctx, "Please sign in to see this page.", "info");
    const details = { path: ctx.url.pathname };
    noted(state, { type: "unauthorized", userId: null, device: state.device, details });
  }
  const here = ctx.url.pathname + ctx.url.search;
  return ctx.redirect(`/login?next=${encodeURIComponent(here)}`, 303);
}

/** For pages that make no sense to people who are signed in already. */
export function requireGuest<S extends AuthState>(ctx: Ctx<S>): Response | Promise<Response> {
  if (!ctx.state.user) return ctx.next();
  return ctx.redirect(safeNext(ctx.url.searchParams.get("next")) ?? "/", 303);
}

/** For admins. To all others there is nothing here, not even a locked door. */
export function requireAdmin<S extends AuthState>(ctx: Ctx<S>): Response | Promise<Response> {
  const { user, log } = ctx.state;
  if (user?.isAdmin) return ctx.next();
  log.warn("admin refused", { user: user?.id ?? null });
  throw new HttpError(404);
}

/** Longer than any browser's name; a header may have some thousand characters, and this is kept with each event. */
const MAX_USER_AGENT = 300;

/** What to note of the browser or program that asks. */
export function deviceOf<S extends AuthDeps>({ req, info, state }: Context<S>): Device {
  return {
    userAgent: (req.headers.get("user-agent") ?? "").slice(0, MAX_USER_AGENT),
    address: clientAddress(req, info, state.config),
  };
}
