import { answerError } from "./answer.ts";
import { scopeWithin } from "./compose.ts";
import { type RequestContext, ROOT_SCOPE, type Scope } from "./context.ts";
import { HttpError } from "./error.ts";
import { pathParts } from "./pattern.ts";
import type {
  LayoutConfig,
  MaybeLazyMiddleware,
  Middleware,
  Route,
  RouteComponent,
} from "./types.ts";

// Routes with all sorts of state share one tree, which never looks at it.
// deno-lint-ignore no-explicit-any
export type AnyMiddleware = Middleware<any>;
// deno-lint-ignore no-explicit-any
export type AnyLazyMiddleware = MaybeLazyMiddleware<any>;
// deno-lint-ignore no-explicit-any
export type AnyRoute = Route<any>;
// deno-lint-ignore no-explicit-any
export type AnyComponent = RouteComponent<any, any>;

/** One middleware in a chain. A lazy one is replaced, in all chains, once it has loaded. */
export interface Step {
  run: AnyLazyMiddleware;
}
export type Chain = readonly Step[];

/** One part of a path: what is registered for it and everything below. */
class Segment {
  readonly children = new Map<string, Segment>();
  readonly middlewares: Step[] = [];
  layout: { component: AnyComponent; config: LayoutConfig } | null = null;
  errorRoute: AnyRoute | null = null;

  get isEmpty(): boolean {
    return this.middlewares.length === 0 && this.layout === null && this.errorRoute === null;
  }
}

/** The middlewares, layouts and error routes of an app, by path. */
export class SegmentTree {
  readonly #root = new Segment();

  /** The segment of a path; it is made if need be. */
  at(path: string): Segment {
    let segment = this.#root;
    for (const part of pathParts(path)) {
      const child = segment.children.get(part) ?? new Segment();
      segment.children.set(part, child);
      segment = child;
    }
    return segment;
  }

  /**
   * The chain of a route, with what is registered so far along its path. Each segment is an error
   * boundary around its middlewares, around the next segment.
   */
  chain(path: string, end: readonly Step[]): Chain {
    const steps: Step[] = [];
    let scope = ROOT_SCOPE;
    for (const segment of this.#along(path)) {
      if (segment.isEmpty && segment !== this.#root) continue;
      const { layout, errorRoute, middlewares } = segment;
      if (layout !== null) scope = scopeWithin(scope, layout.component, layout.config);
      steps.push({ run: boundary(scope, errorRoute) }, ...middlewares);
    }
    return [...steps, ...end];
  }

  *#along(path: string): Generator<Segment> {
    let segment: Segment | undefined = this.#root;
    yield segment;
    for (const part of pathParts(path)) {
      segment = segment.children.get(part);
      if (segment === undefined) return;
      yield segment;
    }
  }
}

/** Sets the layouts of a segment, and answers for the errors below it as far as it can. */
function boundary(scope: Scope, errorRoute: AnyRoute | null): AnyMiddleware {
  return async (context) => {
    const ctx = context as RequestContext;
    const outer = ctx.scope;
    ctx.scope = scope;
    try {
      return await ctx.next();
    } catch (error) {
      const isMissing = error instanceof HttpError && error.status === 404;
      const route = (isMissing ? ctx.site.notFound : null) ?? errorRoute;
      if (route === null) throw error;
      return await answerError(ctx, route, error);
    } finally {
      ctx.scope = outer;
    }
  };
}
