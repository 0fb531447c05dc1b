import { type Context, HttpError, type Middleware } from "fresh";
import { retryAfter } from "./errors.ts";

/** Asked by machines that know only an address, every few seconds: whether the process lives, and whether it can serve. */
const PROBES = new Set(["/healthz", "/readyz"]);

export function isProbe(pathname: string): boolean {
  return PROBES.has(pathname);
}

interface Readiness {
  readonly phase: "starting" | "serving" | "stopping";
  check(): Promise<string | null>;
}

/** Lets in nobody but probes until the app serves. */
export function whileServing<S>(readiness: Readiness): Middleware<S> {
  return (ctx) => {
    if (readiness.phase !== "starting" || isProbe(ctx.url.pathname)) return ctx.next();
    throw new HttpError(503, "Cloakroom is starting. Please try again in a moment.");
  };
}

/** `ready`, or 503 and in a word or two what is the matter. */
export async function tellReadiness<S>(ctx: Context<S>, readiness: Readiness): Promise<Response> {
  const trouble = await readiness.check();
  if (!trouble) return ctx.text("ready\n");
  return ctx.text(`${trouble}\n`, { status: 503, headers: retryAfter(2) });
}
