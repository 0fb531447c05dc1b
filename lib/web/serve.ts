import { ConfigError } from "@/lib/config.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import { errorHeaders } from "./errors.ts";
import type { Log } from "./log.ts";
import { addSecurityHeaders } from "./security_headers.ts";

export interface ServeOptions {
  readonly hostname: string;
  readonly port: number;
  /** The first is what a person should open; printed when the server is ready. */
  readonly origins: readonly string[];
  /** Whether browsers reach the app over https. */
  readonly secure: boolean;
  readonly log: Log;
  /** Called once, when the last request has been answered. */
  readonly onStopped: () => Promise<void> | void;
}

/** How long requests under way may take to finish once the app is told to stop, in milliseconds. */
const STOP_TIMEOUT = 10_000;

/**
 * One Ctrl-C may arrive twice, from the terminal and from the program that started this one. What comes later than
 * that, in milliseconds, is somebody who will not wait.
 */
const SAME_SIGNAL = 1_000;

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
    await underWay.drain(STOP_TIMEOUT);
    // Only now: `shutdown` breaks off bodies that are still arriving.
    await Promise.race([server.shutdown(), after(1_000)]);
    await options.onStopped();
    options.log.info("stopped");
    Deno.exit(0);
  };
  for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
}

const SIGNALS: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];

/** From now on a signal ends the process at once. */
function stopListening(stop: () => void): void {
  for (const signal of SIGNALS) Deno.removeSignalListener(signal, stop);
}

function listen(handler: Handler, { hostname, port, origins }: ServeOptions): Deno.HttpServer {
  try {
    const onListen = () => console.log(`\nCloakroom is ready: ${origins[0]}\nCtrl-C stops it.\n`);
    return Deno.serve({ hostname, port, onListen }, handler);
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

/** Catches what happens before the app's own edge can: addresses that do not parse, and the time of stopping. */
function guard(handler: Handler, underWay: UnderWay, { log, secure }: ServeOptions): Handler {
  const plain = (status: number, text: string, error?: unknown) => {
    const id = randomToken(9);
    if (error) log.error("failed", { id }, error);
    else log.info("refused", { status, id });
    const headers = new Headers({ ...errorHeaders({ status, cause: error }), "x-request-id": id });
    headers.set("content-type", "text/plain; charset=utf-8");
    if (status === 503) headers.set("connection", "close");
    addSecurityHeaders(headers, { secure });
    return new Response(`${text}\nRequest ${id}\n`, { status, headers });
  };
  return async (request, info) => {
    if (underWay.isDraining) return plain(503, "The app is restarting.");
    const host = request.headers.get("host") ?? "";
    if (NO_HOST.test(host) || !URL.canParse(request.url)) {
      return plain(400, "That address cannot be read.");
    }
    underWay.enter();
    try {
      return await handler(request, info);
    } catch (error) {
      return plain(500, "Something went wrong on our side.", error);
    } finally {
      underWay.leave();
    }
  };
}

/** Counts the requests that are being answered. */
class UnderWay {
  #count = 0;
  #drained: (() => void) | undefined;

  get isDraining(): boolean {
    return this.#drained !== undefined;
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
    if (this.#count > 0) await Promise.race([empty, after(timeout)]);
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
