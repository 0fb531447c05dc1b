/** What OTLP has for a value, as JSON (opentelemetry.io/docs/specs/otlp). */
type Value = Readonly<Record<string, unknown>> | null;
type Attributes = readonly { readonly key: string; readonly value: Value }[];

interface OtlpSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly attributes: Attributes;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly status: { readonly code: number };
}

/** A span as it arrived. */
export interface Span extends Omit<OtlpSpan, "attributes" | "events" | "status"> {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The kinds of errors that were noted. */
  readonly errors: readonly unknown[];
  readonly isFailed: boolean;
}

/** Where a metric stood last. */
export interface Point {
  readonly metric: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** A sum, or how many times something was measured. */
  readonly count: number;
}

// deno-lint-ignore no-explicit-any -- JSON as it came
type Json = any;

/** A collector that takes what a process under `OTEL_DENO=true` exports. */
export class OtlpReceiver implements AsyncDisposable {
  /** All that came, as text. */
  readonly bodies: string[] = [];
  readonly #server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      this.bodies.push(await request.text());
      return Response.json({});
    },
  );

  /** What makes a process export to here. */
  get env(): Record<string, string> {
    return {
      OTEL_DENO: "true",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${this.#server.addr.port}`,
    };
  }

  /** The spans that the process says are about itself, and those that its runtime makes. */
  get spans(): Span[] {
    return this.#all("resourceSpans", "scopeSpans", "spans").map((span: OtlpSpan) => ({
      ...span,
      attributes: toRecord(span.attributes),
      errors: span.events.flatMap(({ attributes }) => toRecord(attributes)["exception.type"] ?? []),
      isFailed: span.status.code === 2,
    }));
  }

  get lines(): string[] {
    return this.#all("resourceLogs", "scopeLogs", "logRecords")
      .map(({ body }: Json) => String(plain(body)));
  }

  /** Each metric with each set of attributes, as it was exported last. */
  get points(): Point[] {
    const last = new Map<string, Point>();
    for (const { name, ...data } of this.#all("resourceMetrics", "scopeMetrics", "metrics")) {
      const points = (data.sum ?? data.histogram ?? data.gauge)?.dataPoints ?? [];
      for (const { attributes, count, asDouble, asInt } of points) {
        const point = toRecord(attributes);
        const key = JSON.stringify([name, Object.entries(point).sort()]);
        last.set(key, {
          metric: name,
          attributes: point,
          count: Number(count ?? asDouble ?? asInt),
        });
      }
    }
    return [...last.values()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }

  #all(resource: string, scope: string, items: string): Json[] {
    return this.bodies.map((body) => JSON.parse(body))
      .flatMap((body) => body[resource] ?? [])
      .flatMap((each) => each[scope])
      .flatMap((each) => each[items]);
  }
}

function plain(value: Value): unknown {
  return value && Object.values(value)[0];
}

/** @throws {Error} when an attribute is there twice: then one of them may be what the other was to replace */
function toRecord(attributes: Attributes): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { key, value } of attributes) {
    if (key in record) throw new Error(`${key} is there twice`);
    record[key] = plain(value);
  }
  return record;
}
