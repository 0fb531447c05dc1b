import { randomToken } from "@/lib/crypto/random.ts";
import { errorHeaders } from "./errors.ts";
import type { Log } from "./log.ts";
import { isProbe } from "./probes.ts";
import { logRequest } from "./request_log.ts";
import { nameRequestSpan } from "./request_span.ts";
import { addSecurityHeaders } from "./security_headers.ts";
import type { UnderWay } from "./under_way.ts";

export type Handler = (
  request: Request,
  info: Deno.ServeHandlerInfo,
) => Response | Promise<Response>;

interface GuardOptions {
  /** Whether browsers reach the app over https. */
  readonly secure: boolean;
  readonly log: Log;
}

interface Refusal {
  readonly status: number;
  readonly text: string;
}

const RESTARTING: Refusal = { status: 503, text: "The app is restarting." };
const UNREADABLE: Refusal = { status: 400, text: "That address cannot be read." };
const BROKEN: Refusal = { status: 500, text: "Something went wrong on our side." };

/**
 * Catches what the app's own edge cannot: addresses that do not parse, the time of stopping, and whatever goes wrong around
 * that edge. Each has its line in the log, as all that the edge answers have theirs.
 */
export function guard(handler: Handler, underWay: UnderWay, options: GuardOptions): Handler {
  return async (request, info) => {
    const started = performance.now();
    underWay.notice();
    const refusal = refusalOf(request, underWay);
    if (refusal) return refuse(options, { request, started, ...refusal });
    underWay.enter();
    try {
      const response = await handler(request, info);
      const isTold = response.headers.has("x-request-id");
      if (!isTold) tell(options.log, { request, started, status: response.status });
      return response;
    } catch (error) {
      return refuse(options, { request, started, ...BROKEN, error });
    } finally {
      underWay.leave();
    }
  };
}

/** What cuts an address short, or puts another host into it, must not come in the header that names the host. */
const NO_HOST = /[/?#@\\]/;

function refusalOf({ url, headers }: Request, { isDraining }: UnderWay): Refusal | null {
  const path = URL.parse(url)?.pathname;
  if (isDraining && !isProbe(path ?? "")) return RESTARTING;
  return path === undefined || NO_HOST.test(headers.get("host") ?? "") ? UNREADABLE : null;
}

interface Told {
  readonly request: Request;
  /** When it came in, as `performance.now` says. */
  readonly started: number;
  readonly status: number;
  readonly error?: unknown;
}

function refuse(
  { log, secure }: GuardOptions,
  { text, ...told }: Told & Refusal,
): Response {
  const { status } = told;
  const id = tell(log, told);
  const headers = new Headers({ ...errorHeaders({ status }), "x-request-id": id });
  headers.set("content-type", "text/plain; charset=utf-8");
  if (status === 503) headers.set("connection", "close");
  addSecurityHeaders(headers, { secure });
  return new Response(`${text}\nRequest ${id}\n`, { status, headers });
}

/** @returns the id that the request has in the log */
function tell(log: Log, { request: { method }, status, started, error }: Told): string {
  const id = randomToken(9);
  if (error) log.error("failed", { id }, error);
  nameRequestSpan({ method, route: null }, id);
  logRequest(log, { method, route: null, status, started, id });
  return id;
}
