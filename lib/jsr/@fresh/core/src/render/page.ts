import type { ComponentType, VNode } from "preact";
import type { RenderInput } from "../render.ts";
import type { IslandEntry, Snapshot } from "../snapshot.ts";

export type Props = Record<string, unknown>;
// deno-lint-ignore no-explicit-any -- a page holds vnodes with all sorts of props
export type AnyVNode = VNode<any>;

/** Content handed to an island, which the browser gets as HTML. */
export interface SlotContent {
  readonly content: unknown;
  shown: boolean;
}

type Islands = ReadonlyMap<unknown, IslandEntry>;
const NO_ISLANDS: Islands = new Map();
const islandsOf = new WeakMap<Snapshot, Islands>();

/** Everything that is known about the one page that is being rendered. */
export class PageRender {
  readonly islands: Islands;
  /** Without a slash at its end, so that links compare equal with or without one. */
  readonly pathname: string;
  readonly buildId: string;
  readonly nonce: string;

  /** Islands that the page uses, with their numbers in the list given to `boot`. */
  readonly used = new Map<IslandEntry, number>();
  /** All instances in the order of their markers: number of the island, props. */
  readonly instances: [number, Props][] = [];
  readonly slots: SlotContent[] = [];
  /** True below an island's own code, where further islands are plain components. */
  inIsland = false;

  /** True below `<Head>`. */
  inHead = false;
  /** What `<Head>` gathered, by identity. */
  readonly gathered = new Map<string, AnyVNode>();
  /** True once the body is done, when `gathered` may replace parts of the page's own `<head>`. */
  replacing = false;
  /** Children of the page's own `<head>`, rendered last. */
  headChildren: unknown = null;
  headContext: unknown;
  readonly seen = { html: false, head: false, body: false };

  readonly #changed: [vnode: AnyVNode, type: AnyVNode["type"], props: Props][] = [];

  constructor({ snapshot, pathname, nonce }: RenderInput) {
    this.islands = snapshot === null ? NO_ISLANDS : islandMap(snapshot);
    this.pathname = withoutSlash(pathname);
    this.buildId = snapshot?.buildId ?? "";
    this.nonce = nonce;
  }

  /**
   * Lets a vnode be something else for the rest of this page. Pages may hold vnodes that were made
   * once for all of them, so every change is undone at the end.
   */
  change(vnode: AnyVNode, type: AnyVNode["type"], props: Props): void {
    this.#changed.push([vnode, vnode.type, vnode.props]);
    vnode.type = type;
    vnode.props = props;
  }

  /** Undoes what {@linkcode change} did. */
  restore(): void {
    for (const [vnode, type, props] of this.#changed.reverse()) {
      vnode.type = type;
      vnode.props = props;
    }
  }
}

/** `/a/` as `/a`; the root stays as it is. */
export function withoutSlash(pathname: string): string {
  return pathname.length > 1 && pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
}

function islandMap(snapshot: Snapshot): Islands {
  let map = islandsOf.get(snapshot);
  if (map === undefined) {
    const entries = snapshot.islands.map((island) =>
      [island.component as ComponentType, island] as const
    );
    islandsOf.set(snapshot, map = new Map(entries));
  }
  return map;
}

let current: PageRender | null = null;

/** The page that is being rendered now, or null while none is. */
export function currentPage(): PageRender | null {
  return current;
}

/** Makes `page` the current one while `render` runs. */
export function withPage<T>(page: PageRender, render: () => T): T {
  const outer = current;
  current = page;
  try {
    return render();
  } finally {
    current = outer;
    page.restore();
  }
}
