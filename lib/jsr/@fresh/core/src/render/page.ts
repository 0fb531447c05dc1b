import { Fragment, h, type VNode } from "preact";
import type { Island } from "../build.ts";
import type { Site } from "../site.ts";

export type Props = Record<string, unknown>;
// deno-lint-ignore no-explicit-any -- a page holds vnodes with all sorts of props
export type AnyVNode = VNode<any>;

/** Everything that is known about the one page that is being rendered. */
export class PageRender {
  /** Without a slash at its end, so that links compare equal with or without one. */
  readonly pathname: string;

  /** Islands that the page uses, with their numbers in the list given to `boot`. */
  readonly used = new Map<Island, number>();
  /** All instances in the order of their markers: number of the island, props. */
  readonly instances: [number, Props][] = [];
  /** Content handed to islands, which the browser gets as HTML. */
  readonly slots: { readonly content: unknown; shown: boolean }[] = [];
  /** True below an island's own code, where further islands are plain components. */
  inIsland = false;

  /** True below `<Head>`. */
  inHead = false;
  /** What `<Head>` gathered, by identity. */
  readonly gathered = new Map<string, AnyVNode>();
  /** True once the body is done, when `gathered` may replace parts of the page's own `<head>`. */
  replacing = false;
  /** Content of the page's own `<head>`, rendered last; null without one. */
  head: AnyVNode | null = null;
  readonly seen = { html: false, head: false, body: false };

  readonly #changed: [vnode: AnyVNode, type: AnyVNode["type"], props: Props][] = [];

  /** @param nonce same value for all scripts and styles of this page; with "" they get none */
  constructor(readonly site: Site, pathname: string, readonly nonce: string) {
    this.pathname = withoutSlash(pathname);
  }

  /**
   * Lets a vnode be something else for the rest of this page. Pages may hold vnodes that were made
   * once for all of them, so every change is undone at the end.
   */
  change(vnode: AnyVNode, props: Props, type = vnode.type): void {
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

/** A comment. Without a key, preact takes it for a plain fragment and shows nothing. */
export function comment(text: string): VNode {
  return h(Fragment, { key: text, UNSTABLE_comment: text } as { key: string });
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
