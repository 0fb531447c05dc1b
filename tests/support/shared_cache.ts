import type { Handler } from "./visitor.ts";

/** The only header by which a naive cache decides. */
export type Heeded = "cache-control" | "vary";

interface Kept {
  /** What the request had to say that led to the answer. */
  readonly asked: Headers;
  readonly response: Response;
}

const KEPT_STATUSES = [200, 301, 308, 404];

const MAY_KEEP: Record<Heeded, (response: Response) => boolean> = {
  "cache-control": ({ status, headers }) =>
    KEPT_STATUSES.includes(status) && !/no-store|private/i.test(headers.get("cache-control") ?? ""),
  "vary": () => true,
};

const MAY_GIVE: Record<Heeded, (kept: Kept, request: Request) => boolean> = {
  "cache-control": () => true,
  "vary": ({ asked, response }, { headers }) =>
    (response.headers.get("vary") ?? "").toLowerCase().split(/[ ,]+/).filter(Boolean)
      .every((name) => name !== "*" && asked.get(name) === headers.get(name)),
};

/** A proxy before an app, with one cache for all visitors, which keeps for good and without another thought. */
export class SharedCache {
  /** Path and query of every request that did not reach the app. */
  readonly hits: string[] = [];
  readonly #kept = new Map<string, Kept[]>();

  constructor(readonly app: Handler, readonly heeded: Heeded) {}

  async handle(request: Request): Promise<Response> {
    if (request.method !== "GET") return this.app(request);
    const { pathname, search } = new URL(request.url);
    const address = pathname + search;
    const all = this.#kept.get(address) ?? [];
    const found = all.find((kept) => MAY_GIVE[this.heeded](kept, request));
    if (found) {
      this.hits.push(address);
      return found.response.clone();
    }
    const asked = new Headers(request.headers);
    const response = await whole(await this.app(request));
    if (!MAY_KEEP[this.heeded](response)) return response;
    this.#kept.set(address, [...all, { asked, response }]);
    return response.clone();
  }
}

/** With a body that no longer hangs on a connection. */
async function whole(response: Response): Promise<Response> {
  const body = response.body && await response.arrayBuffer();
  return new Response(body, response);
}
