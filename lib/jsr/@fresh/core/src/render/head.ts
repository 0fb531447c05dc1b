import { type ComponentChildren, Fragment, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { type AnyVNode, comment, currentPage, type PageRender } from "./page.ts";

/** Elements that `<Head>` moves into the document's head. */
export const HEAD_ELEMENTS: ReadonlySet<string> = new Set(
  ["title", "meta", "link", "script", "style", "base", "noscript", "template"],
);

const PLACEHOLDER = "fresh:head";

/** Where the content of `<head>` will be. */
export const HEAD_MARK = `<!--${PLACEHOLDER}-->`;

/** Keeps the place of the head's content, and the context at that place. */
export function HeadPlaceholder(_props: unknown, context?: unknown): VNode {
  currentPage()!.headContext = context;
  return comment(PLACEHOLDER);
}

/** Takes an element below `<Head>` out of its place; a later one of the same identity wins. */
export function gatherForHead(page: PageRender, vnode: AnyVNode): void {
  const moved = h(vnode.type as string, vnode.props) as AnyVNode;
  page.gathered.set(identity(vnode), moved);
  page.change(vnode, {}, Fragment);
}

/** Puts what `<Head>` gathered in the place of an element with the same identity. */
export function replaceInHead(page: PageRender, vnode: AnyVNode): void {
  const id = identity(vnode);
  const replacement = page.gathered.get(id);
  if (replacement === undefined) return;
  page.gathered.delete(id);
  page.change(vnode, replacement.props, replacement.type);
}

/** The content of the document's head: the page's own, then what is left of `<Head>`. */
export function renderHead(page: PageRender): string {
  page.replacing = page.gathered.size > 0;
  const own = page.seen.head
    ? renderToString(h(Fragment, null, page.headChildren as ComponentChildren), page.headContext)
    : '<meta charset="utf-8"/>';
  if (page.gathered.size === 0) return own;
  return own + renderToString(h(Fragment, null, [...page.gathered.values()]));
}

/** What makes two elements of the head stand for the same thing. */
function identity({ type, key, props }: AnyVNode): string {
  if (type === "title") return type;
  if (key != null) return `key:${key}`;
  const ignored = type === "meta" ? "content" : type === "link" ? "href" : "children";
  const names = Object.keys(props).filter((name) => name !== ignored && name !== "children").sort();
  return `${type} ${JSON.stringify(names.map((name) => [name, props[name]]))}`;
}
