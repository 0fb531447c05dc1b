/** The public types of the package; all that is exported here is public. */
import type { FunctionComponent, VNode } from "preact";
import type { RouteComponent, StreamSource } from "./route.ts";

/** What `new App()` takes; everything is optional. */
export type FreshConfig = Partial<Omit<ResolvedFreshConfig, "root">>;

/** The configuration with its defaults filled in. */
export interface ResolvedFreshConfig {
  /** Absolute path of the project; empty until a build is applied. */
  root: string;
  /** Prefix of every route, e.g. `/shop`; empty unless given. */
  basePath: string;
  /** `production` unless a build says otherwise. */
  mode: "development" | "production";
  /**
   * Take protocol and host of `ctx.url` from `X-Forwarded-Proto` and `X-Forwarded-Host`; off unless
   * given.
   */
  trustProxy: boolean;
}

/** Options of `Deno.serve`; all of them are optional. */
export type ListenOptions = Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem>;

/** The request methods that can be routed. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

/** Something that is loaded when it is first needed. */
export type Lazy<T> = () => Promise<T>;
export type MaybeLazy<T> = T | Lazy<T>;

/** One request on its way through the app, and the ways to answer it. */
export interface Context<State> {
  readonly config: ResolvedFreshConfig;
  /** The request; a middleware may put another one in its place. */
  req: Request;
  /** Parsed address, with runs of slashes in its path squeezed to one. */
  readonly url: URL;
  /** What the route's pattern captured, decoded with `decodeURI`. */
  readonly params: Record<string, string>;
  /** Whatever the middlewares of this app pass on; a new `{}` for each request. */
  readonly state: State;
  readonly info: Deno.ServeHandlerInfo;
  /** Pattern of the matched route with the base path, e.g. `/notes/:id`; null if none matched. */
  readonly route: string | null;
  /** The error that was caught last, for error pages. */
  readonly error: unknown;
  /** True when the client asks for parts of a page only. */
  readonly isPartial: boolean;
  /** What a layout puts around: the inner layout or the page. */
  readonly Component: FunctionComponent;
  /** Runs the next middleware or handler. Rejects, with `error` set, when that throws. */
  next(): Promise<Response>;
  /**
   * Answers with a redirect. Runs of slashes in a root-relative path are squeezed, at its start also
   * what browsers take for one, so that `//evil.example` and `/\evil.example` stay on this host.
   */
  redirect(pathOrUrl: string, status?: number): Response;
  /**
   * Answers with a page, inside the layouts of this place and the app wrapper.
   * @throws {Error} when `vnode` is neither an element nor null.
   */
  // deno-lint-ignore no-explicit-any -- the props of the outermost element do not matter here
  render(vnode: VNode<any> | null, init?: ResponseInit, config?: LayoutConfig): Promise<Response>;
  /** Answers with text. */
  text(content: string, init?: ResponseInit): Response;
  /** Answers with markup as it is. */
  html(content: string, init?: ResponseInit): Response;
  /** Answers with JSON. */
  json(content: unknown, init?: ResponseInit): Response;
  /** Answers piece by piece; strings are sent as UTF-8. */
  stream(source: StreamSource | (() => StreamSource), init?: ResponseInit): Response;
}

/** Older name of {@linkcode Context}. */
export type FreshContext<State = unknown> = Context<State>;

/** Answers a request, or passes it on with `ctx.next()`. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** Older name of {@linkcode Middleware}. */
export type MiddlewareFn<State> = Middleware<State>;

/** Data for the page component of a route; made by `page()`. */
export interface PageResponse<T> {
  data: T;
  status?: number;
  headers?: HeadersInit;
}

/** Answers one method of a route. */
export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;

export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };

/** One function for all methods, or one per method. */
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

type DataOf<Result> = Result extends PageResponse<infer Data> ? Data : never;
type ResultOf<Fn> = Fn extends (...args: never) => infer Result ? Awaited<Result> : never;

/** The page data that a handler gives to its component. */
export type RouteData<Handler> = Handler extends (...args: never) => unknown
  ? DataOf<ResultOf<Handler>>
  : { [M in keyof Handler]: DataOf<ResultOf<Handler[M]>> }[keyof Handler];

/** What pages, layouts, the app wrapper and error pages get. */
export type PageProps<Data = unknown, State = unknown> = Pick<Context<State>, PageProp> & {
  data: Data;
};

type PageProp =
  | ("config" | "url" | "req" | "params" | "info" | "state")
  | ("isPartial" | "Component" | "error" | "route");

export interface LayoutConfig {
  /** Leave out the app wrapper. */
  skipAppWrapper?: boolean;
  /** Leave out the layouts of the folders above. */
  skipInheritedLayouts?: boolean;
}

/** What a route file may export as `config`. */
export interface RouteConfig extends LayoutConfig {
  /** Pattern to serve the route at, instead of the one that follows from its path. */
  routeOverride?: string;
}

type PageData<Handler> = [Handler] extends [never] ? unknown : RouteData<Handler>;

/** Identity functions that give types to what a route file exports. */
export interface Define<State> {
  /** Types the handlers of a route. */
  handlers<Handler extends RouteHandler<unknown, State>>(handlers: Handler): Handler;
  /** Types a page; `define.page<typeof handler>(…)` takes its data from the handler. */
  page<
    Handler extends RouteHandler<unknown, State> = never,
    Data = PageData<Handler>,
    Page extends RouteComponent<Data, State> = RouteComponent<Data, State>,
  >(page: Page): Page;
  /** Types a middleware or a list of them. */
  middleware<M extends Middleware<State> | Middleware<State>[]>(middleware: M): M;
  /** Types a layout or the app wrapper. */
  layout<Layout extends RouteComponent<unknown, State>>(layout: Layout): Layout;
}
