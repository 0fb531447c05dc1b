import { HttpError } from "fresh";
import { QueueFullError } from "@/lib/crypto/queue.ts";

/** What may be said to a client about an error: refusals as they are, anything else only that it happened. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof QueueFullError) {
    return new HttpError(
      503,
      "Many people are signing in right now. Please try again in a moment.",
    );
  }
  return new HttpError(500, "Something went wrong on our side.", { cause: error });
}

/** Headers that belong to a status: when a refused client may come back. */
export function errorHeaders(status: number): Record<string, string> {
  return status === 503 ? retryAfter(2) : {};
}

/** When whoever came too often may come again, in seconds (RFC 9110 §10.2.3, RFC 6585 §4). */
export function retryAfter(seconds: number): { "retry-after": string } {
  return { "retry-after": String(seconds) };
}
