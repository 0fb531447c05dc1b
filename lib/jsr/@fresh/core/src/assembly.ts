import { answerRoute, METHODS, methodsOf, refuse } from "./answer.ts";
import type { RequestContext, Site } from "./context.ts";
import { addRouteFile, type RouteFile } from "./fs_routes.ts";
import { joinPaths } from "./pattern.ts";
import { Router } from "./router.ts";
import {
  type AnyComponent,
  type AnyLazyMiddleware,
  type AnyMiddleware,
  type AnyRoute,
  type Chain,
  SegmentTree,
} from "./segments.ts";
import type { Snapshot } from "./snapshot.ts";
import type {
  LayoutConfig,
  Lazy,
  MaybeLazy,
  Method,
  ResolvedFreshConfig,
  RouteConfig,
} from "./types.ts";

/** All that is needed to answer requests. */
export interface Assembled {
  readonly site: Site;
  readonly router: Router;
  /** Chain of requests that no route takes. */
  readonly unanswered: Chain;
}

/** Puts registered things in their places, in the order of registration. Paths exclude the base path. */
export class Assembly {
  /** The loaded files of the route folder. */
  files: readonly RouteFile[] = [];
  readonly #site: Site;
  readonly #router = new Router();
  readonly #segments = new SegmentTree();

  constructor(config: ResolvedFreshConfig, snapshot: Snapshot | null) {
    this.#site = { config, snapshot, wrapper: null, notFound: null };
  }

  use(path: string, middlewares: AnyLazyMiddleware[]): void {
    this.#segments.at(path).middlewares.push(...middlewares.map((run) => ({ run })));
  }

  handle(path: string, methods: readonly Method[], middlewares: AnyLazyMiddleware[]): void {
    this.#addChain(path, path, methods, middlewares);
  }

  /**
   * Adds a route. A lazy one is asked for all methods, because its own are not known yet.
   *
   * @param place Where it stands among the segments, when that does not follow from its path.
   */
  route(path: string, route: MaybeLazy<AnyRoute>, config?: RouteConfig, place = path): void {
    if (typeof route === "function") {
      return this.#addChain(path, place, METHODS, [lazyRoute(route, config)]);
    }
    const merged = configured(route, config);
    const run: AnyMiddleware = (ctx) => answerRoute(ctx as RequestContext, merged);
    this.#addChain(path, place, methodsOf(route) ?? METHODS, [run]);
  }

  appWrapper(component: AnyComponent): void {
    this.#site.wrapper = component;
  }

  layout(path: string, component: AnyComponent, config: LayoutConfig = {}): void {
    this.#segments.at(path).layout = { component, config };
  }

  onError(path: string, route: AnyMiddleware | AnyRoute): void {
    this.#segments.at(path).errorRoute = asRoute(route);
  }

  notFound(route: AnyMiddleware | AnyRoute): void {
    this.#site.notFound = asRoute(route);
  }

  fsRoutes(prefix: string): void {
    for (const file of this.files) addRouteFile(this, file, prefix);
  }

  /** To be called last, because requests without a route meet all root middlewares. */
  finish(): Assembled {
    const end = [{ run: (ctx: unknown) => refuse(ctx as RequestContext) }];
    const unanswered = this.#segments.chain("", end);
    return { site: this.#site, router: this.#router, unanswered };
  }

  #addChain(
    path: string,
    place: string,
    methods: readonly Method[],
    middlewares: AnyLazyMiddleware[],
  ): void {
    const chain = this.#segments.chain(place, middlewares.map((run) => ({ run })));
    this.#router.add(joinPaths(this.#site.config.basePath, path), methods, chain);
  }
}

/** Loads a route for its first request. */
function lazyRoute(load: Lazy<AnyRoute>, config?: RouteConfig): AnyMiddleware {
  let loading: Promise<AnyRoute> | null = null;
  return async (ctx) => {
    loading ??= load().then((route) => configured(route, config));
    return answerRoute(ctx as RequestContext, await loading);
  };
}

function configured(route: AnyRoute, config?: RouteConfig): AnyRoute {
  return { ...route, config: { ...route.config, ...config } };
}

function asRoute(route: AnyMiddleware | AnyRoute): AnyRoute {
  return typeof route === "function" ? { handler: route } : route;
}
