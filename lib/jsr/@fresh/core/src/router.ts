import { compilePattern, encodePath, isStaticPath, type PathMatcher } from "./pattern.ts";
import type { Chain } from "./route.ts";

/** What is registered for one path or pattern. */
interface RouteEntry {
  readonly pattern: string;
  readonly match: PathMatcher;
  readonly methods: Map<string, Chain>;
}

export interface RouteMatch {
  readonly entry: RouteEntry;
  readonly params: Record<string, string>;
}

/** Finds the route of a pathname: static paths first, then patterns in order of registration. */
export class Router {
  readonly #static = new Map<string, RouteEntry>();
  readonly #patterns = new Map<string, RouteEntry>();

  /** Registers a chain for methods of a path; what was registered earlier for one of them stays. */
  add(pattern: string, methods: Iterable<string>, chain: Chain): void {
    const entry = this.#entryOf(pattern);
    for (const method of methods) {
      if (!entry.methods.has(method)) entry.methods.set(method, chain);
    }
  }

  /** The first match is final, whatever methods it has. */
  match(pathname: string): RouteMatch | null {
    const entry = this.#static.get(pathname);
    if (entry !== undefined) return { entry, params: {} };
    for (const entry of this.#patterns.values()) {
      const params = entry.match(pathname);
      if (params !== null) return { entry, params };
    }
    return null;
  }

  #entryOf(pattern: string): RouteEntry {
    const path = isStaticPath(pattern) ? encodePath(pattern).replace(/\/$/, "") : null;
    const known = path === null ? this.#patterns.get(pattern) : this.#static.get(path);
    if (known !== undefined) return known;
    const entry = { pattern, match: compilePattern(pattern), methods: new Map<string, Chain>() };
    // A static path is the same with and without a slash at its end.
    if (path === null) this.#patterns.set(pattern, entry);
    else this.#static.set(path, entry).set(path + "/", entry);
    return entry;
  }
}
