import { type FunctionComponent, isValidElement, type VNode } from "preact";
import { renderInside } from "./compose.ts";
import { HttpError } from "./error.ts";
import type { AnyComponent, Chain, StreamChunk, StreamSource } from "./route.ts";
import type { RouteMatch } from "./router.ts";
import type { Site } from "./site.ts";
import type { Context, LayoutConfig, ResolvedFreshConfig } from "./types.ts";

/** What surrounds a page at some place. */
export interface Scope {
  /** From the inside out. */
  readonly layouts: readonly AnyComponent[];
  readonly skipAppWrapper: boolean;
}

export const ROOT_SCOPE: Scope = { layouts: [], skipAppWrapper: false };
export const HTML_TYPE = "text/html; charset=utf-8";

const NOTHING: FunctionComponent = () => null;
const encoder = new TextEncoder();

/** The context behind the public type, with what only this package uses. */
export class RequestContext implements Context<unknown> {
  readonly config: ResolvedFreshConfig;
  readonly route: string | null;
  readonly params: Record<string, string>;
  // deno-lint-ignore no-explicit-any -- each app has a type of its own for it
  readonly state: any = {};
  error: unknown = null;
  Component: FunctionComponent = NOTHING;

  /** Layouts that surround what is rendered now. */
  scope: Scope = ROOT_SCOPE;
  /** Methods of the matched route, for `Allow`; null when none matched or it has the method. */
  allow: string | null = null;
  /** Value that scripts and styles of the rendered page carry; null until a page is rendered. */
  nonce: string | null = null;
  #position = 0;

  constructor(
    readonly site: Site,
    public req: Request,
    readonly url: URL,
    readonly info: Deno.ServeHandlerInfo,
    match: RouteMatch | null,
    readonly chain: Chain,
  ) {
    this.config = site.config;
    this.route = match?.entry.pattern ?? null;
    this.params = match?.params ?? {};
  }

  get isPartial(): boolean {
    return this.url.search !== "" && this.url.searchParams.has("fresh-partial");
  }

  async next(): Promise<Response> {
    const position = this.#position;
    this.#position = position + 1;
    try {
      return await this.#run(position);
    } catch (error) {
      this.error = error;
      throw error;
    } finally {
      this.#position = position;
    }
  }

  async #run(position: number): Promise<Response> {
    const step = this.chain[position];
    if (step === undefined) throw new HttpError(404);
    const { run } = step;
    let result = await run(this);
    if (typeof result === "function") {
      // Of requests that come by while it loads, the first to have it decides for all.
      if (step.run === run) step.run = result;
      result = await step.run(this);
    }
    if (result instanceof Response) return result;
    throw new TypeError(`A middleware or handler of ${this.route} did not return a Response`);
  }

  redirect(pathOrUrl: string, status = 302): Response {
    const [, path, rest] = /^([^?#]*)(.*)$/s.exec(pathOrUrl)!;
    // Browsers read `\` as a slash and skip tabs and line breaks, so these may not follow one.
    const local = path!.replace(/^\/[/\\\t\r\n]+/, "/").replace(/\/{2,}/g, "/");
    let location = path!.startsWith("/") ? local + rest : pathOrUrl;
    if (this.isPartial) location = withPartialParam(location);
    return new Response(null, { status, headers: { location } });
  }

  async render(vnode: VNode | null, init?: ResponseInit, config?: LayoutConfig) {
    if (vnode !== null && !isValidElement(vnode)) {
      throw new TypeError("ctx.render() takes an element or null");
    }
    return await renderInside(this, vnode, init, config);
  }

  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  html(content: string, init?: ResponseInit): Response {
    return new Response(content, { ...init, headers: withContentType(init?.headers, HTML_TYPE) });
  }

  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  stream(source: StreamSource | (() => StreamSource), init?: ResponseInit): Response {
    const chunks = typeof source === "function" ? source() : source;
    return new Response(ReadableStream.from(encoded(chunks)), init);
  }
}

/** What the app of a request consists of. */
export function siteOf(ctx: Context<unknown>): Site {
  return (ctx as RequestContext).site;
}

/** The nonce in a response, or null when that is no page rendered for this request. */
export function nonceOf(ctx: Context<unknown>, response: Response): string | null {
  const isPage = response.headers.get("content-type") === HTML_TYPE;
  return isPage ? (ctx as RequestContext).nonce : null;
}

/** A copy of headers with another content type. */
export function withContentType(headers: HeadersInit | undefined, type: string): Headers {
  const copy = new Headers(headers);
  copy.set("content-type", type);
  return copy;
}

function withPartialParam(location: string): string {
  const [, address, hash] = /^([^#]*)(.*)$/s.exec(location)!;
  return `${address}${address!.includes("?") ? "&" : "?"}fresh-partial=true${hash}`;
}

async function* encoded(chunks: StreamSource): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks as AsyncIterable<StreamChunk>) {
    yield typeof chunk === "string" ? encoder.encode(chunk) : chunk;
  }
}
