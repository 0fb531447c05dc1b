import { checkHandlers, METHODS } from "./answer.ts";
import type { Build } from "./build.ts";
import { addRouteFile, loadRouteFiles, type RouteFile } from "./fs_routes.ts";
import { joinPaths } from "./pattern.ts";
import { type RequestHandler, requestHandler } from "./request_handler.ts";
import type { AnyRoute, MaybeLazyMiddleware, Route, RouteComponent, Step } from "./route.ts";
import { setBuildId } from "./runtime/asset.ts";
import { listen } from "./serve.ts";
import { Site } from "./site.ts";
import type {
  FreshConfig,
  LayoutConfig,
  ListenOptions,
  MaybeLazy,
  Method,
  Middleware,
  ResolvedFreshConfig,
  RouteConfig,
} from "./types.ts";

/** Something registered, in the order of registration; `path` is where, below the base path. */
interface Command {
  readonly path: string;
  apply(site: Site, path: string): void;
}

/** Gives an app its build: file routes, static files and islands work from then on. */
// deno-lint-ignore no-explicit-any -- a build does not care about the app's state
export let applyBuild: (app: App<any>, build: Build) => void;

/**
 * A web app: middlewares, routes, layouts and error pages, in the order in which they were added.
 * What is added applies to the routes that are added after it.
 *
 * @example
 * export const app = new App().use(staticFiles()).get("/", (ctx) => ctx.text("hello")).fsRoutes();
 */
export class App<State = unknown> {
  readonly config: ResolvedFreshConfig;
  readonly #commands: Command[] = [];
  #build: Build | null = null;

  constructor(config: FreshConfig = {}) {
    const { basePath = "", mode = "production", trustProxy = false } = config;
    this.config = { root: "", basePath: basePath.replace(/\/$/, ""), mode, trustProxy };
  }

  /**
   * Adds middlewares: for the whole app, or for a path and everything below it. What is added for a
   * path does not cover file routes that lie in a group, such as `(g)/members/index.tsx`, nor those
   * that a `routeOverride` puts below it: they belong to the folder of their file. The same holds
   * for layouts and error routes.
   */
  use(...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this;
  use(first: string | MaybeLazyMiddleware<State>, ...rest: MaybeLazyMiddleware<State>[]): this {
    const [path, middlewares] = typeof first === "string" ? [first, rest] : ["*", [first, ...rest]];
    const steps = middlewares.map((run) => ({ run }));
    return this.#add(path, ({ segments }, path) => segments.at(path).middlewares.push(...steps));
  }

  /** Answers GET, and HEAD unless that has a handler of its own. */
  get(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["GET"], path, middlewares);
  }

  post(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["POST"], path, middlewares);
  }

  put(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["PUT"], path, middlewares);
  }

  patch(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["PATCH"], path, middlewares);
  }

  delete(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["DELETE"], path, middlewares);
  }

  head(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(["HEAD"], path, middlewares);
  }

  /** Answers every method. */
  all(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#handle(METHODS, path, middlewares);
  }

  /** Adds a route as a file would: handlers, a component, or both. */
  route(path: string, route: MaybeLazy<Route<State>>, config?: RouteConfig): this {
    if (typeof route !== "function") checkHandlers(path, route.handler);
    return this.#add(path, (site, path) => site.route(path, route, config));
  }

  /** Sets the component around all layouts and pages, usually the one with `<html>`. */
  appWrapper(component: RouteComponent<unknown, State>): this {
    return this.#add("*", (site) => site.wrapper = component);
  }

  /** Sets the component around the pages at and below a path. */
  layout(path: string, component: RouteComponent<unknown, State>, config?: LayoutConfig): this {
    const layout = { component, config };
    return this.#add(path, ({ segments }, path) => segments.at(path).layout = layout);
  }

  /** Answers for the errors thrown at and below a path; the nearest one does. */
  onError(path: string, route: Middleware<State> | Route<State>): this {
    const errorRoute = asRoute(path, route);
    return this.#add(path, ({ segments }, path) => segments.at(path).errorRoute = errorRoute);
  }

  /** Answers for every 404, whether nothing matched or a handler threw it. */
  notFound(route: Middleware<State> | Route<State>): this {
    const notFound = asRoute("notFound", route);
    return this.#add("*", (site) => site.notFound = notFound);
  }

  /** Inserts the file routes here, optionally under a prefix. They exist once a build is applied. */
  fsRoutes(pattern = "*"): this {
    return this.#add(pattern, (site, prefix) => {
      for (const file of site.files) addRouteFile(site, file, prefix);
    });
  }

  /**
   * Copies what another app has so far below a path. Its app wrapper and its not-found route become
   * those of this app.
   */
  mountApp(path: string, app: App<State>): this {
    const prefix = joinPaths(path, app.config.basePath);
    for (const command of app.#commands) this.#add(joinPaths(prefix, command.path), command.apply);
    return this;
  }

  /**
   * The finished app as a function for `Deno.serve`. It works without a build, then without file
   * routes and islands.
   *
   * @throws {Error} on Deno Deploy in production when no build was applied.
   */
  handler(): RequestHandler {
    const { config } = this;
    const build = this.#build;
    if (build === null && config.mode === "production" && isDeployed()) {
      throw new Error(
        "No build was applied to this app: run the build and serve _fresh/server.js.",
      );
    }
    const assemble = (files: RouteFile[]) => {
      const site = new Site(config, build, files);
      for (const { path, apply } of this.#commands) apply(site, path);
      return site;
    };
    let site = build === null ? Promise.resolve(assemble([])) : null;
    const load = () => site ??= loadRouteFiles(build!.routes).then(assemble);
    return requestHandler(load, config.trustProxy);
  }

  /**
   * Serves the app. Without a port it takes the first free one of 8000 to 8019. Resolves as soon as
   * connections are accepted.
   */
  async listen(options: ListenOptions = {}): Promise<void> {
    await listen(this.handler(), options, this.config.basePath);
  }

  #handle(methods: readonly Method[], path: string, runs: Step["run"][]): this {
    checkHandlers(path, runs);
    return this.#add(path, (site, path) => site.handle(path, methods, runs));
  }

  #add(path: string, apply: Command["apply"]): this {
    this.#commands.push({ path, apply });
    return this;
  }

  static {
    applyBuild = (app, build) => {
      app.#build = build;
      app.config.root = build.root;
      app.config.mode = build.mode;
      setBuildId(build.buildId);
    };
  }
}

// deno-lint-ignore no-explicit-any -- routes with all sorts of state share one site
function asRoute(where: string, route: Middleware<any> | AnyRoute): AnyRoute {
  const full = typeof route === "function" ? { handler: route } : route;
  checkHandlers(where, full.handler);
  return full;
}

/** Looks only where looking is allowed, so that a start never stops for a permission prompt. */
function isDeployed(): boolean {
  const variable = "DENO_DEPLOYMENT_ID";
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  return state === "granted" && Deno.env.has(variable);
}
