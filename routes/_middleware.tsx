import type { Context, Middleware } from "fresh";
import { serverTimeZone } from "@/lib/appointments/mod.ts";
import { keepForms, loadUser } from "@/lib/auth/mod.ts";
import { define, type State } from "@/lib/app.ts";
import { csrf, CsrfError, isSafe, refusalOf, session } from "@/lib/session/mod.ts";
import { ErrorPage, type FormBack, type SentForm } from "@/lib/ui/ErrorPage.tsx";
import { FILE_LIMITS, FORM_LIMITS } from "@/lib/web/body.ts";
import { errorHeaders, logFailure, toHttpError } from "@/lib/web/errors.ts";
import { showsPage } from "@/lib/web/eyes.ts";
import { isFormRequest, isMultipart, readForm } from "@/lib/web/form.ts";
import { localeOf } from "@/lib/web/locale.ts";
import { problems } from "@/lib/web/problem.ts";
import { pagePolicy } from "@/lib/web/security_headers.ts";

/**
 * Forms that are not kept when they come too late: nothing is typed there, or nothing but a password. Of all others,
 * the path that they are sent to is that of their page.
 */
const NOTHING_TYPED = ["/logout", "/confirm", "/theme", "/appointments/undo"];

/** Every page passes these, in this order, on its way in; the answer passes them backwards. */
const pages: Middleware<State>[] = [
  session<State>((ctx) => ctx.state.sessionSettings),
  pagePolicy<State>(),
  errorPages,
  receiveForm,
  loadVisitor,
  noteReader,
  keepForms<State>({ except: NOTHING_TYPED }),
  csrf<State>({ origins: (ctx) => ctx.state.config.origins }),
  rememberPage,
];

/** Programs pass none of them: they bring a token with each request. Those of the API get problems instead of pages. */
export default [
  define.middleware((ctx) => isApi(ctx) ? problems(ctx) : ctx.next()),
  ...pages.map((middleware) =>
    define.middleware((ctx) => isApi(ctx) || isFeed(ctx) ? ctx.next() : middleware(ctx))
  ),
];

/** Routes whose forms bring a file, and so may be larger than what people type. */
const WITH_FILE = new Set(["/appointments/import"]);

/**
 * Waits for a form before it is asked who sends it. Whoever holds back the end of one is judged by what holds when it has
 * come, not by a login that was ended, or a right that was taken away, in between.
 */
async function receiveForm(ctx: Context<State>): Promise<Response> {
  const { req } = ctx;
  const limits = WITH_FILE.has(ctx.route ?? "") ? FILE_LIMITS : FORM_LIMITS;
  if (!isSafe(req.method) && isFormRequest(req)) await readForm(req, limits).catch(() => {}); // who reads it next says why
  return await ctx.next();
}

/** By the route, which decides what answers; an address that has none is judged by itself. */
function isApi({ route, url }: Context<State>): boolean {
  return /^\/api(\/|$)/.test(route ?? url.pathname);
}

/** A calendar that a program reads at a private address. */
function isFeed({ req, route, url }: Context<State>): boolean {
  return isSafe(req.method) && /^\/calendar\//.test(route ?? url.pathname);
}

/** A page that asks by itself who is signed in is no visit, and must not keep a login alive. */
function loadVisitor(ctx: Context<State>): Promise<Response> {
  return ctx.route === "/presence" ? ctx.next() : loadUser(ctx);
}

/** In whose time and form the pages speak: until somebody is signed in, in the server's time. */
function noteReader(ctx: Context<State>): Promise<Response> {
  const { req, state } = ctx;
  const timeZone = state.user?.timeZone ?? serverTimeZone();
  state.reader = { timeZone, locale: localeOf(req.headers.get("accept-language")) };
  return ctx.next();
}

/** Turns what goes wrong further in into a page. Only the log learns more than the status. */
async function errorPages(ctx: Context<State>): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    const refusal = toHttpError(error);
    const { status, message, cause } = refusal;
    const { log, user, requestId } = ctx.state;
    logFailure(ctx.state, error);
    if (cause instanceof CsrfError) {
      log.warn("form refused", { why: cause.refusal, ...(user ? { user: user.id } : {}) });
    }
    return ctx.render(
      <ErrorPage
        status={status}
        message={message}
        form={ctx.req.method === "POST" && status !== 404 ? formBack(ctx) : null}
        again={status >= 500 ? await sentForm(ctx) : null}
        requestId={requestId}
        remarks={await remarks(ctx, status, cause)}
      />,
      { status, headers: errorHeaders(refusal) },
    );
  }
}

/** The way back to a form that was not taken. What is kept waits on the page of its own path. */
function formBack({ req, url, state }: Context<State>): FormBack {
  const { wayBack = null, lacks = [] } = state.forms?.refused ?? {};
  const from = URL.parse(req.headers.get("referer") ?? "");
  const isOurs = from !== null && state.config.origins.includes(from.origin);
  const isIts = isOurs && (wayBack === null || from.pathname === url.pathname);
  return { page: isIts ? from.pathname + from.search : url.pathname, wayBack, lacks };
}

/**
 * A form that met trouble on our side, so that it can be sent once more from the page that says so: browsers forget what
 * was typed into pages that no cache may keep. Only what came from a page of ours is made into a form of ours.
 */
async function sentForm({ req, url, state }: Context<State>): Promise<SentForm | null> {
  if (req.method !== "POST" || !isFormRequest(req)) return null;
  const form = await readForm(req).catch(() => null);
  if (!form || await refusalOf(req, state.session, state.config.origins)) return null;
  const sent = [...form].filter(([name]) => !/csrf/i.test(name));
  const fields = Object.fromEntries(sent);
  const isWhole = Object.keys(fields).length === sent.length &&
    sent.every(([name, value]) => typeof value === "string" && !/password/i.test(name));
  if (!isWhole) return null;
  const action = url.pathname + url.search;
  return { action, fields: fields as Record<string, string>, multipart: isMultipart(req) };
}

/** Why a form was refused, for those who develop: it may tell of settings, which are nobody else's business. */
async function remarks(
  { req, url, config, state }: Context<State>,
  status: number,
  cause: unknown,
) {
  if (config.mode !== "development" || status !== 403) return [];
  // Only now: an app that serves people need not load its doctor.
  const doctor = await import("@/lib/doctor/mod.ts");
  const refusal = cause instanceof CsrfError ? cause.refusal : undefined;
  const { clock, sessionSettings: session } = state;
  const settings = { config: state.config, session, faults: [], clock };
  return doctor.complaints([
    ...doctor.examine(doctor.evidenceOf(req, url, refusal), settings),
    ...doctor.examineSettings(settings),
  ]);
}

/** In bytes, as a cookie carries it: a backslash in a query takes two. */
const MAX_ADDRESS = 200;

/**
 * The home page leads back to where a visitor was; only pages that were really shown count, none below `/dev`, and none
 * whose address is a secret: those of routes with a parameter named `token`.
 */
async function rememberPage(ctx: Context<State>): Promise<Response> {
  const response = await ctx.next();
  const address = ctx.url.pathname + ctx.url.search;
  const isShown = response.status === 200 && ctx.req.method === "GET" &&
    showsPage(ctx.req, response) && !("token" in ctx.params) && !address.startsWith("/dev/");
  if (isShown && address !== "/" && JSON.stringify(address).length <= MAX_ADDRESS) {
    ctx.state.session.set("lastPage", address);
  }
  return response;
}
