import { HttpError } from "fresh";
import { QueueFullError } from "@/lib/crypto/queue.ts";
import { inWords } from "./wait_words.ts";

/** Why a request was refused that may come again later. */
class Early {
  /** @param retryAfter seconds */
  constructor(readonly retryAfter: number) {}
}

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

/**
 * For a request that comes too early: 429, and when it may come again (RFC 6585 §4).
 *
 * @param retryAfter seconds
 */
export function tooMany(retryAfter: number): HttpError {
  return new HttpError(
    429,
    `That was tried too often. Please wait ${inWords(retryAfter)}, and then try again.`,
    { cause: new Early(retryAfter) },
  );
}

/**
 * Headers that belong to a status: when a refused client may come back, in seconds (RFC 9110 §10.2.3).
 *
 * @param cause that of the error, if there is one
 */
export function errorHeaders(status: number, cause?: unknown): Record<string, string> {
  if (cause instanceof Early) return retryAfter(cause.retryAfter);
  return status === 503 ? retryAfter(2) : {};
}

/** The header for a page of its own that says so. */
export function retryAfter(seconds: number): { "retry-after": string } {
  return { "retry-after": String(seconds) };
}
