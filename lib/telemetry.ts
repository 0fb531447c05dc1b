import type { Attributes, Counter, Histogram, Meter, Span, Tracer } from "@opentelemetry/api";
import { METHODS } from "./methods.ts";

type Api = typeof import("@opentelemetry/api");

/** Where a runtime that is told to watch (Deno: `OTEL_DENO=true`) puts what the OpenTelemetry API then finds. */
const WATCHED = Symbol.for("opentelemetry.js.api.1");

/** What is counted, and what one of it is. */
const COUNTERS = {
  "cloakroom.sign_ins": "People who signed in",
  "cloakroom.refusals": "What was refused, by kind and reason",
  "cloakroom.throttles": "Answers to those who came too often, by kind",
  "cloakroom.account_events": "Whatever else happened to accounts, by type",
  "cloakroom.mails": "Mails that were tried, by what became of them",
  "cloakroom.errors": "What went wrong on our side, by kind",
} as const;

/** What is measured, in seconds. */
const DURATIONS = {
  "cloakroom.password.wait": "How long passwords stood in line to be hashed",
  "db.client.operation.duration": "How long the database took",
} as const;

interface Watch {
  readonly api: Api;
  readonly tracer: Tracer;
  readonly meter: Meter;
  readonly counters: Map<string, Counter>;
  readonly durations: Map<string, Histogram>;
}

/** One for the process, as the runtime has one; undefined where nobody watches, which costs one look at it. */
let watch: Watch | undefined;

/** Tells the runtime's OpenTelemetry from now on what happens, if it is on; otherwise nothing is even loaded. */
export async function startTelemetry(): Promise<void> {
  if (!(WATCHED in globalThis)) return;
  const api = await import("@opentelemetry/api");
  const tracer = api.trace.getTracer("cloakroom");
  const meter = api.metrics.getMeter("cloakroom");
  keepAddressesBack(tracer);
  watch = { api, tracer, meter, counters: new Map(), durations: new Map() };
}

/** Whether anybody watches. */
export function isWatched(): boolean {
  return watch !== undefined;
}

/**
 * Addresses hold secrets here: `/reset/…`, `/calendar/…`, what stands behind `?next=`. Deno notes them in each request's
 * span before anybody is asked, and to set an attribute again only adds a second one (seen with 2.5 and 2.9). So they are
 * kept out on their way in; `http.route` says what is worth knowing.
 */
function keepAddressesBack(tracer: Tracer): void {
  const span = tracer.startSpan("start");
  const kind: Pick<Span, "setAttribute"> = Object.getPrototypeOf(span);
  const { setAttribute } = kind;
  kind.setAttribute = function (this: Span, name, value) {
    if (/^url\.(full|path|query)$/.test(name)) return this;
    const isOdd = name === "http.request.method" && !METHODS.includes(String(value));
    return setAttribute.call(this, name, isOdd ? "_OTHER" : value);
  };
  span.end();
}

/** What is being done now, such as a request; undefined where nobody watches. */
export function activeSpan(): Span | undefined {
  return watch?.api.trace.getActiveSpan();
}

/** Shows work as a part of what is being done now. Of an error only its kind is told: its words may hold anything. */
export async function inSpan<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  if (!watch) return await work();
  const { api, tracer } = watch;
  return await tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      noteError(span, error);
      span.setStatus({ code: api.SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Shows what is over by now, and took this many milliseconds, as a part of what is being done. */
export function pastSpan(name: string, ms: number, attributes: Attributes, error?: unknown): void {
  if (!watch) return;
  const end = Date.now();
  const span = watch.tracer.startSpan(name, { attributes, startTime: end - ms });
  if (error !== undefined) {
    noteError(span, error);
    span.setStatus({ code: watch.api.SpanStatusCode.ERROR });
  }
  span.end(end);
}

/** Notes of an error what kind it is; the log has the rest. */
export function noteError(span: Span | undefined, error: unknown): void {
  const type = error instanceof Error ? error.name : typeof error;
  span?.addEvent("exception", { "exception.type": type });
}

/** Counts one. */
export function count(name: keyof typeof COUNTERS, attributes: Attributes = {}): void {
  if (!watch) return;
  const { meter, counters } = watch;
  const counter = counters.get(name) ??
    meter.createCounter(name, { description: COUNTERS[name] });
  counters.set(name, counter);
  counter.add(1, attributes);
}

/** Notes how long something took, in milliseconds. */
export function measure(name: keyof typeof DURATIONS, ms: number, attributes: Attributes = {}) {
  if (!watch) return;
  const { meter, durations } = watch;
  const histogram = durations.get(name) ??
    meter.createHistogram(name, { description: DURATIONS[name], unit: "s" });
  durations.set(name, histogram);
  histogram.record(ms / 1000, attributes);
}
