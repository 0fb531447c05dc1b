import { METHODS } from "@/lib/methods.ts";
import { activeSpan } from "@/lib/telemetry.ts";
import type { Log, LogFields } from "./log.ts";

/**
 * The log of one request: every line says which it was, by the id that stands in its answer and in its own line; and
 * refusals say from where they came, as whoever looks into them has nothing else to go by.
 */
export class RequestLog implements Log {
  readonly #log: Log;
  readonly #id: string;
  readonly #address: () => string;

  /** @param address finds out from where the request came; only asked for refusals */
  constructor(log: Log, id: string, address: () => string) {
    this.#log = log;
    this.#id = id;
    this.#address = address;
  }

  info(event: string, fields?: LogFields): void {
    this.#log.info(event, { ...fields, id: this.#id });
  }

  warn(event: string, fields?: LogFields): void {
    this.#log.warn(event, { ...fields, address: this.#address(), id: this.#id });
  }

  error(event: string, fields?: LogFields, error?: unknown): void {
    this.#log.error(event, { ...fields, id: this.#id }, error);
  }
}

/** What the log tells of a request once it is answered. */
export interface Answered {
  readonly method: string;
  /** The pattern, not the path: addresses may hold what should not be kept, such as a token. Null where none fits. */
  readonly route: string | null;
  readonly status: number;
  /** When it came in, as `performance.now` says. */
  readonly started: number;
  readonly user?: { readonly id: string } | null | undefined;
  /** Where no log of its own says it. */
  readonly id?: string;
}

/** Writes the one line that each request has. The time, in milliseconds, ends where the answer begins to leave. */
export function logRequest(log: Log, answered: Answered): void {
  const { method, route, status, started, user, id } = answered;
  const trace = activeSpan()?.spanContext().traceId;
  log.info("request", {
    method: METHODS.includes(method) ? method : "OTHER",
    route: route ?? "-",
    status,
    ms: Math.round((performance.now() - started) * 10) / 10,
    ...(user ? { user: user.id } : {}),
    ...(id ? { id } : {}),
    ...(trace ? { trace } : {}),
  });
}
