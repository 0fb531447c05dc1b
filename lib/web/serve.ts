import { within } from "@/lib/clock.ts";
import { ConfigError } from "@/lib/config.ts";
import { guard, type Handler } from "./guard.ts";
import type { Log } from "./log.ts";
import { UnderWay } from "./under_way.ts";

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

/** How long answers may take to leave when all other time is used up, in milliseconds. */
const LAST_WORDS = 100;

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
  await underWay.quiet(deadline - performance.now());
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
