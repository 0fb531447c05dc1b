import { answerError } from "./answer.ts";
import { ROOT_SCOPE, type Scope } from "./context.ts";
import { HttpError } from "./error.ts";
import type { AnyComponent, AnyRoute, Chain, Step } from "./route.ts";
import type { LayoutConfig } from "./types.ts";

/** What is registered for a path and everything below it. */
class Segment {
  readonly middlewares: Step[] = [];
  layout: { component: AnyComponent; config?: LayoutConfig } | null = null;
  errorRoute: AnyRoute | null = null;
}

/** The middlewares, layouts and error routes of an app, by path. */
export class SegmentTree {
  /** Without slashes at either end; the root is always there. */
  readonly #byPath = new Map([["", new Segment()]]);

  /** The segment of a path; it is made if need be. */
  at(path: string): Segment {
    const key = partsOf(path).join("/");
    const segment = this.#byPath.get(key) ?? new Segment();
    this.#byPath.set(key, segment);
    return segment;
  }

  /**
   * The chain of a route, with what is registered so far along its path. Each segment is an error
   * boundary around its middlewares, around the next segment.
   */
  chain(path: string, end: Chain): Chain {
    const parts = partsOf(path);
    const steps: Step[] = [];
    let scope = ROOT_SCOPE;
    for (let depth = 0; depth <= parts.length; depth++) {
      const segment = this.#byPath.get(parts.slice(0, depth).join("/"));
      if (segment === undefined) continue;
      scope = scopeWithin(scope, segment);
      steps.push({ run: boundary(scope, segment.errorRoute) }, ...segment.middlewares);
    }
    return [...steps, ...end];
  }
}

/** The parts that name a path's place among layouts and middlewares; wildcards name none. */
function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== "*");
}

function scopeWithin(scope: Scope, { layout }: Segment): Scope {
  if (layout === null) return scope;
  const { component, config } = layout;
  const outer = config?.skipInheritedLayouts ? ROOT_SCOPE : scope;
  return {
    layouts: [component, ...outer.layouts],
    skipAppWrapper: outer.skipAppWrapper || config?.skipAppWrapper === true,
  };
}

/** Sets the layouts of a segment, and answers for the errors below it as far as it can. */
function boundary(scope: Scope, errorRoute: AnyRoute | null): Step["run"] {
  return async (ctx) => {
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
