import { answerRoute, checkHandlers, METHODS, methodsOf, refuse } from "./answer.ts";
import { type Build, type Island, islandsOf } from "./build.ts";
import type { RouteFile } from "./fs_routes.ts";
import { joinPaths } from "./pattern.ts";
import type { AnyComponent, AnyRoute, Chain, Step } from "./route.ts";
import { Router } from "./router.ts";
import { SegmentTree } from "./segments.ts";
import type { MaybeLazy, Method, ResolvedFreshConfig, RouteConfig } from "./types.ts";

/**
 * An app in the form in which it answers requests. It is put together in the order of registration;
 * paths exclude the base path.
 */
export class Site {
  /** The component around all layouts and pages. */
  wrapper: AnyComponent | null = null;
  /** Answers for every 404. */
  notFound: AnyRoute | null = null;
  readonly segments = new SegmentTree();
  readonly router = new Router();
  readonly islands: ReadonlyMap<unknown, Island>;
  #unanswered: Chain | null = null;

  constructor(
    readonly config: ResolvedFreshConfig,
    readonly build: Build | null,
    readonly files: readonly RouteFile[],
  ) {
    this.islands = build === null ? new Map() : islandsOf(build);
  }

  /**
   * Adds a chain of middlewares, the last of which answers.
   *
   * @param place Where it stands among the segments, when that does not follow from its path.
   */
  handle(path: string, methods: readonly Method[], runs: Step["run"][], place = path): void {
    const chain = this.segments.chain(place, runs.map((run) => ({ run })));
    this.router.add(joinPaths(this.config.basePath, path), methods, chain);
  }

  /** Adds a route. A lazy one is asked for all methods, because its own are not known yet. */
  route(path: string, route: MaybeLazy<AnyRoute>, config?: RouteConfig, place = path): void {
    const configured = (route: AnyRoute) => {
      checkHandlers(path, route.handler);
      return { ...route, config: { ...route.config, ...config } };
    };
    if (typeof route !== "function") {
      // As in Fresh, a page without a handler has `{}` as data here, but none when it loads lazily.
      const { handler = { GET: () => ({ data: {} }) } } = route;
      const ready = configured({ ...route, handler });
      const methods = methodsOf(ready) ?? METHODS;
      return this.handle(path, methods, [(ctx) => answerRoute(ctx, ready)], place);
    }
    let loading: Promise<AnyRoute> | undefined;
    const load = () => loading ??= route().then(configured);
    this.handle(path, METHODS, [async (ctx) => answerRoute(ctx, await load())], place);
  }

  /** Chain of requests that no route takes; those meet all root middlewares. */
  get unanswered(): Chain {
    return this.#unanswered ??= this.segments.chain("", [{ run: refuse }]);
  }
}
