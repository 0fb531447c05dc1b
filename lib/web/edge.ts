import { type Context, HttpError } from "fresh";
import { randomToken } from "@/lib/crypto/random.ts";
import { METHODS } from "@/lib/methods.ts";
import { clientAddress } from "./client_address.ts";
import { errorHeaders, logFailure, toHttpError } from "./errors.ts";
import type { Log } from "./log.ts";
import { mutable } from "./mutable.ts";
import { isProbe } from "./probes.ts";
import { logRefusal } from "./refusals.ts";
import { logRequest, RequestLog } from "./request_log.ts";
import { nameRequestSpan } from "./request_span.ts";
import { addSecurityHeaders } from "./security_headers.ts";

interface EdgeState {
  readonly config: {
    readonly hosts: readonly string[];
    readonly secure: boolean;
    readonly trustProxy: boolean;
  };
  /** From the edge on, that of the request. */
  log: Log;
  /** Stands in the answer's `x-request-id` and in every log line about the request. */
  requestId: string;
  readonly user?: { readonly id: string } | null;
}

/** Asked every few seconds by each page that is open. */
const ROUTINE = new Set(["/presence"]);

/** What every request meets first and every answer last: the rules that hold whatever the route. */
export async function edge(ctx: Context<EdgeState>): Promise<Response> {
  const { req, info, route, url, state } = ctx;
  const started = performance.now();
  const id = state.requestId = randomToken(9);
  state.log = new RequestLog(state.log, id, () => clientAddress(req, info, state.config));
  const response = mutable(await answer(ctx));
  addSecurityHeaders(response.headers, state.config);
  response.headers.set("x-request-id", id);
  const answered = {
    method: req.method,
    route,
    status: response.status,
    started,
    user: state.user,
  };
  nameRequestSpan(answered, id);
  logRefusal(state.log, answered);
  if (!isRoutine(url, response)) {
    logRequest(state.log, answered);
  }
  return response;
}

/** What leaves no line in the log. Where a probe finds trouble, one line has told of it already. */
function isRoutine({ pathname }: URL, { ok, status }: Response): boolean {
  return isProbe(pathname) ? ok || status === 503 : ok && ROUTINE.has(pathname);
}

async function answer(ctx: Context<EdgeState>): Promise<Response> {
  try {
    refuseUnknownHost(ctx);
    refuseUnknownMethod(ctx.req);
    return redirectToCanonical(ctx) ?? sendable(await ctx.next());
  } catch (error) {
    return plainError(ctx, error);
  }
}

/** A Host that is not ours would end up in links and redirects (DNS rebinding, cache poisoning). */
function refuseUnknownHost({ url, state }: Context<EdgeState>): void {
  if (state.config.hosts.includes(url.host) || isProbe(url.pathname)) return;
  throw new HttpError(
    421,
    "This server does not answer to that host name. If it should, set ORIGIN.",
  );
}

function refuseUnknownMethod({ method }: Request): void {
  if (!METHODS.includes(method)) throw new HttpError(405, "That method is not used here.");
}

/**
 * One address, one spelling: a guard and a router that read `//admin` differently are how guards are passed by.
 * Dot segments, doubled and trailing slashes lead to the plain path.
 */
function redirectToCanonical({ req, url }: Context<EdgeState>): Response | null {
  const canonical = url.pathname.replace(/(?!^)\/$/, "");
  if (rawPath(req.url) === canonical) return null;
  if (req.method !== "GET" && req.method !== "HEAD") throw new HttpError(404);
  return new Response(null, { status: 308, headers: { location: canonical + url.search } });
}

/** The path as it was sent: between the host, which starts after `//`, and the query. */
function rawPath(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const end = url.slice(start).search(/[?#]/);
  return start === -1 ? "/" : url.slice(start, end === -1 ? undefined : start + end);
}

/** `Headers` takes control characters, but the process dies when it sends them (Deno 2.9). */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

function sendable(response: Response): Response {
  for (const [name, value] of response.headers) {
    if (UNSENDABLE.test(value)) throw new Error(`The header ${name} holds a control character.`);
  }
  return response;
}

/** For what goes wrong where no page can be made any more: short, and with the id to ask about. */
function plainError({ state }: Context<EdgeState>, error: unknown): Response {
  logFailure(state, error);
  const refusal = toHttpError(error);
  const { status, message } = refusal;
  const headers = new Headers(errorHeaders(refusal));
  headers.set("content-type", "text/plain; charset=utf-8");
  if (status === 405) headers.set("allow", METHODS.join(", "));
  const text = `${message || "Not found."}\nRequest ${state.requestId}\n`;
  return new Response(text, { status, headers });
}
