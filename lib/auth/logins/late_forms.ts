import type { Context, Middleware } from "fresh";
import { isLate, openSession, sourceOf } from "@/lib/session/mod.ts";
import { isFormRequest, readForm } from "@/lib/web/form.ts";
import type { AuthState } from "../middleware.ts";
import { dropKeptForm, findKeptForm, keepForm, type KeptForm } from "./kept_forms.ts";
import type { LoginData } from "./logins.ts";
import { wasSurelyRenewed } from "./renewed.ts";

/** What a request has to do with forms that wait. */
export interface PageForms {
  /** The one that waits for the page that is asked for, and for who asks. */
  readonly waiting: KeptForm | null;
  /** Whether what is sent may be kept at all. */
  readonly mayKeep: boolean;
  /** What became of a form that was sent and not taken. */
  refused: RefusedForm | null;
}

/** A form that was not taken. */
export interface RefusedForm {
  /** How its owner gets it back, seen from who is there now; null when nothing is kept. */
  readonly wayBack: "open" | "sign in" | "sign out" | null;
  /** What has to be entered anew in any case. */
  readonly lacks: readonly ("passwords" | "files")[];
}

/**
 * Loses nothing that was typed: a form that comes when its session is over is kept for its owner, and is filled in again
 * on its page; `ctx.state.forms` says so. Stands between `loadUser` and `csrf`.
 *
 * Routes with a parameter named `token` are left out, since their address is a secret.
 *
 * @param except patterns of routes where nothing is typed, or nothing but a password
 */
export function keepForms<S extends AuthState>(
  { except = [] }: { except?: readonly string[] } = {},
): Middleware<S> {
  return async function (ctx) {
    const { state, req, url, params, route } = ctx;
    const isForm = req.method === "POST" && isFormRequest(req);
    const isOpen = route !== null && !except.includes(route) && !("token" in params);
    const waiting = asksForPage(req) ? await findKeptForm(state, url.pathname) : null;
    const forms: PageForms = { waiting, mayKeep: isForm && isOpen, refused: null };
    state.forms = forms;
    try {
      const response = await ctx.next();
      const isTaken = isForm && response.status < 400 && !forms.refused;
      if (isTaken) await dropKeptForm(state, url.pathname, await readForm(req));
      return response;
    } catch (error) {
      if (isForm && isLate(error)) await keepLateForm(ctx);
      throw error;
    }
  };
}

/** Also ahead of time, but not what a page's script fetches. */
function asksForPage({ method, headers }: Request): boolean {
  return method === "GET" && (headers.get("sec-fetch-dest") ?? "document") === "document";
}

/**
 * Keeps a form whose session is over, if it can be known whose it is: by its token, which nobody can make for another's
 * page. One that a visitor filled in is kept only for a browser that had a session here before.
 *
 * @param forVisitors whether the form's page is there for people who are not signed in
 */
export async function keepLateForm<S extends AuthState>(
  ctx: Context<S>,
  { forVisitors = true } = {},
): Promise<void> {
  const { state, req, url } = ctx;
  if (!state.forms) return;
  const form = await readForm(req);
  const owner = state.forms.mayKeep ? await ownerOf(state, req) : undefined;
  const isKnown = owner !== undefined && (owner !== null || forVisitors);
  const isKept = isKnown && !await isOvertaken(ctx) &&
    await keepForm(state, { owner, path: url.pathname, form });
  state.forms.refused = {
    wayBack: isKept ? wayBack(owner, state.user?.id ?? null) : null,
    lacks: lacksOf(form),
  };
}

/** Id of whose page a form comes from; null for a visitor's, undefined when that cannot be known any more. */
async function ownerOf(
  { db, session }: Pick<AuthState, "db" | "session">,
  req: Request,
): Promise<string | null | undefined> {
  const source = await sourceOf(req);
  if (source && !source.isOwned && !session.isNew) return null;
  if (!source?.isOwned) return undefined;
  const row = await db.selectFrom("sessions").select("user_id")
    .where("form_hash", "=", source.hash)
    .executeTakeFirst();
  return row?.user_id;
}

/** Whether another tab has renewed the login just now: then no cookie of this answer counts; see `keepRenewed`. */
async function isOvertaken<S extends AuthState>({ req, state }: Context<S>): Promise<boolean> {
  const came = openSession<LoginData>(req.headers.get("cookie"), state.sessionSettings);
  const token = came.get("_login");
  return token !== undefined && await wasSurelyRenewed(state.db, token, state.clock());
}

function wayBack(owner: string | null, user: string | null): RefusedForm["wayBack"] {
  if (owner === user) return "open";
  return user === null ? "sign in" : "sign out";
}

/** Empty fields lack nothing; browsers send a file without a name where none was chosen. */
function lacksOf(form: FormData): RefusedForm["lacks"] {
  const filled = [...form].filter(([, value]) => typeof value === "string" ? value : value.name);
  const hasPassword = filled.some(([name, value]) =>
    typeof value === "string" && /password/i.test(name)
  );
  const hasFile = filled.some(([, value]) => typeof value !== "string");
  return [...hasPassword ? ["passwords" as const] : [], ...hasFile ? ["files" as const] : []];
}
