import { compilePattern, encodePath, isStaticPath, type PathMatcher } from "./pattern.ts";
import type { Chain } from "./segments.ts";

/** What is registered for one path or pattern. */
export interface RouteEntry {
  readonly pattern: string;
  readonly methods: Map<string, Chain>;
}

export interface RouteMatch {
  readonly entry: RouteEntry;
  readonly params: Record<string, string>;
}

/** Finds the route of a pathname: static paths first, then patterns in order of registration. */
export class Router {
  readonly #static = new Map<string, RouteEntry>();
  readonly #patterns = new Map<string, { match: PathMatcher; entry: RouteEntry }>();

  /** Registers a chain for methods of a path; what was registered earlier for one of them stays. */
  add(pattern: string, methods: Iterable<string>, chain: Chain): void {
    const entry = isStaticPath(pattern) ? this.#staticEntry(pattern) : this.#patternEntry(pattern);
    for (const method of methods) {
      if (!entry.methods.has(method)) entry.methods.set(method, chain);
    }
  }

  /** The first match is final, whatever methods it has. */
  match(pathname: string): RouteMatch | null {
    const entry = this.#static.get(pathname);
    if (entry !== undefined) return { entry, params: {} };
    for (const { match, entry } of this.#patterns.values()) {
      const params = match(pathname);
      if (params !== null) return { entry, params };
    }
    return null;
  }

  #staticEntry(path: string): RouteEntry {
    const key = encodePath(path).replace(/\/$/, "");
    let entry = this.#static.get(key + "/");
    if (entry === undefined) {
      entry = { pattern: path, methods: new Map() };
      this.#static.set(key, entry).set(key + "/", entry);
    }
    return entry;
  }

  #patternEntry(pattern: string): RouteEntry {
    let found = this.#patterns.get(pattern);
    if (found === undefined) {
      found = { match: compilePattern(pattern), entry: { pattern, methods: new Map() } };
      this.#patterns.set(pattern, found);
    }
    return found.entry;
  }
}
