import { HttpError } from "fresh";
import { QueueFullError } from "@/lib/crypto/queue.ts";
import { databaseTrouble } from "@/lib/database_trouble.ts";
import type { Log } from "./log.ts";
import { noteFailure } from "./request_span.ts";

const BUSY = "Many people are signing in right now. Please try again in a moment.";
const NO_DATABASE =
  "Our database cannot be reached right now. Nothing that was saved is lost, and nobody is signed out by it. " +
  "Please try again in a minute.";

/** What may be said to a client about an error: refusals as they are, anything else only that it happened. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof QueueFullError) return new HttpError(503, BUSY);
  if (databaseTrouble(error)) return new HttpError(503, NO_DATABASE, { cause: error });
  return new HttpError(500, "Something went wrong on our side.", { cause: error });
}

interface Told {
  readonly log: Log;
  readonly requestId: string;
}

/** Tells the log what clients do not learn. Refusals that are no fault of ours, it need not know. */
export function logFailure({ log, requestId: id }: Told, error: unknown): void {
  const { status, cause } = toHttpError(error);
  const trouble = databaseTrouble(cause);
  if (status >= 500) noteFailure(cause ?? error);
  // Neither is a bug, whose place a stack would show.
  if (trouble) log.error("database trouble", { id, trouble, reason: (cause as Error).message });
  else if (status === 503) log.warn("busy", { id });
  else if (status >= 500) log.error("failed", { id }, cause ?? error);
}

/** Headers that belong to a status: when a refused client may come back. A database takes longer than a queue. */
export function errorHeaders(
  { status, cause }: Pick<HttpError, "status" | "cause">,
): Record<string, string> {
  return status === 503 ? retryAfter(databaseTrouble(cause) ? 60 : 2) : {};
}

/** When whoever came too often may come again, in seconds (RFC 9110 §10.2.3, RFC 6585 §4). */
export function retryAfter(seconds: number): { "retry-after": string } {
  return { "retry-after": String(seconds) };
}
