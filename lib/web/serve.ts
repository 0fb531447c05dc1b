import { systemSleep, within } from "@/lib/clock.ts";
import { ConfigError } from "@/lib/config.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import { errorHeaders } from "./errors.ts";
import type { Log } from "./log.ts";
import { isProbe } from "./probes.ts";
import { logRequest } from "./request_log.ts";
import { nameRequestSpan } from "./request_span.ts";
import { addSecurityHeaders } from "./security_headers.ts";

export interface ServeOptions {
  readonly hostname: string;
  readonly port: number;
  /** Whether browsers reach the app over https. */
  readonly secure: boolean;
  readonly log: Log;
  /** How long requests under way may take to finish once the app is told to stop, in seconds. */
  readonly stopTimeout: number;
  /** Called once, when the app is told to stop. */
  readonly onStopping: () => void;
  /** Called once, when the last request has been answered, with the milliseconds that are left for it. */
  readonly onStopped: (ms: number) => Promise<void>;
}

/** How much longer than requests, as a part of their time, the work beside them may take. */
const FOR_THE_REST = 0.2;

/**
 * One Ctrl-C may arrive twice, from the terminal and from the program that started this one. What comes later than
 * that, in milliseconds, is somebody who will not wait.
 */
const SAME_SIGNAL = 1_000;

/**
 * Whoever was on the way when the app was told to stop is to hear that from it, not from a connection that breaks. When
 * nobody came for so long, in milliseconds, there is nobody left; of those who never cease, it is not waited for the last.
 */
const ECHO = 50;
const LONGEST_ECHO = 1_000;

/** How long answers may take to leave when all other time is used up, in milliseconds. */
const LAST_WORDS = 100;

type Handler = (request: Request, info: Deno.ServeHandlerInfo) => Response | Promise<Response>;

/**
 * Serves until SIGINT or SIGTERM, then stops cleanly: requests under way are finished, new ones are sent away.
 *
 * @throws {ConfigError} when the port is taken, or cannot be listened on
 */
export function serve(handler: Handler, options: ServeOptions): void {
  const underWay = new UnderWay();
  const server = listen(guard(handler, underWay, options), options);
  const stop = async () => {
    if (underWay.isDraining) return;
    setTimeout(() => stopListening(stop), SAME_SIGNAL);
    options.onStopping();
    const ms = options.stopTimeout * 1000;
    await finishRequests(server, underWay, ms);
    await options.onStopped(ms * FOR_THE_REST);
    options.log.info("stopped");
    Deno.exit(0);
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
}

async function finishRequests(server: Deno.HttpServer, underWay: UnderWay, ms: number) {
  const deadline = performance.now() + ms;
  await underWay.drain(ms);
  await underWay.quiet(Math.min(LONGEST_ECHO, deadline - performance.now()));
  // Only now: `shutdown` breaks off bodies that are still arriving. It waits for answers that are still leaving.
  await within(Math.max(deadline - performance.now(), LAST_WORDS), server.shutdown(), undefined);
}

const SIGNALS: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];

/** From now on a signal ends the process at once. */
function stopListening(stop: () => void): void {
  for (const signal of SIGNALS) Deno.removeSignalListener(signal, stop);
}

function listen(handler: Handler, { hostname, port }: ServeOptions): Deno.HttpServer {
  try {
    return Deno.serve({ hostname, port, onListen: () => {} }, handler);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new ConfigError(`PORT ${port} is taken by another program. Set PORT to a free one.`);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`HOST ${hostname} with PORT ${port} cannot be listened on: ${reason}.`);
  }
}

/** What cuts an address short, or puts another host into it, must not come in the header that names the host. */
const NO_HOST = /[/?#@\\]/;

/**
 * Catches what the app's own edge cannot: addresses that do not parse, the time of stopping, and whatever goes wrong around
 * that edge. Each has its line in the log, as all that the edge answers have theirs.
 */
function guard(handler: Handler, underWay: UnderWay, { log, secure }: ServeOptions): Handler {
  const tell = ({ method }: Request, status: number, started: number, error?: unknown) => {
    const id = randomToken(9);
    if (error) log.error("failed", { id }, error);
    nameRequestSpan({ method, route: null }, id);
    logRequest(log, { method, route: null, status, started, id });
    return id;
  };
  const refuse = (
    request: Request,
    status: number,
    text: string,
    started: number,
    error?: unknown,
  ) => {
    const id = tell(request, status, started, error);
    const headers = new Headers({ ...errorHeaders({ status }), "x-request-id": id });
    headers.set("content-type", "text/plain; charset=utf-8");
    if (status === 503) headers.set("connection", "close");
    addSecurityHeaders(headers, { secure });
    return new Response(`${text}\nRequest ${id}\n`, { status, headers });
  };
  return async (request, info) => {
    const started = performance.now();
    underWay.notice();
    if (underWay.isDraining && !isProbe(URL.parse(request.url)?.pathname ?? "")) {
      return refuse(request, 503, "The app is restarting.", started);
    }
    const host = request.headers.get("host") ?? "";
    if (NO_HOST.test(host) || !URL.canParse(request.url)) {
      return refuse(request, 400, "That address cannot be read.", started);
    }
    underWay.enter();
    try {
      const response = await handler(request, info);
      if (!response.headers.has("x-request-id")) tell(request, response.status, started);
      return response;
    } catch (error) {
      return refuse(request, 500, "Something went wrong on our side.", started, error);
    } finally {
      underWay.leave();
    }
  };
}

/** Counts the requests that are being answered. */
class UnderWay {
  #count = 0;
  #drained: (() => void) | undefined;
  #noticedAt = 0;

  get isDraining(): boolean {
    return this.#drained !== undefined;
  }

  /** Somebody came. */
  notice(): void {
    this.#noticedAt = performance.now();
  }

  enter(): void {
    this.#count++;
  }

  leave(): void {
    this.#count--;
    if (this.#count === 0) this.#drained?.();
  }

  /** Waits until nothing is under way, at most `timeout` milliseconds. */
  async drain(timeout: number): Promise<void> {
    const empty = new Promise<void>((resolve) => this.#drained = resolve);
    if (this.#count > 0) await within(timeout, empty, undefined);
  }

  /** Waits until nobody comes any more, at most `timeout` milliseconds. */
  async quiet(timeout: number): Promise<void> {
    const deadline = performance.now() + timeout;
    do await systemSleep(ECHO); while (
      performance.now() < Math.min(this.#noticedAt + ECHO, deadline)
    );
  }
}
