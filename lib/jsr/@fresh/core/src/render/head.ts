import { type ComponentChildren, Fragment, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { type AnyVNode, comment, currentPage, type PageRender, type Props } from "./page.ts";

/** Elements that `<Head>` moves into the document's head. */
export const HEAD_ELEMENTS: ReadonlySet<string> = new Set(
  ["title", "meta", "link", "script", "style", "base", "noscript", "template"],
);

const PLACEHOLDER = "fresh:head";

/** Attributes that may differ between elements that stand for the same thing. */
const IGNORED = /^(?:meta (?:content|charset)|link href|\S+ children)$/i;

/** Where the content of `<head>` will be. */
export const HEAD_MARK = `<!--${PLACEHOLDER}-->`;

/** Keeps the place of the head's content. */
export function HeadPlaceholder({ content }: Props, context?: unknown): VNode {
  currentPage()!.head = h(Within, { context }, content as ComponentChildren);
  return comment(PLACEHOLDER);
}

/** Takes an element below `<Head>` out of its place; a later one of the same identity wins. */
export function gatherForHead(page: PageRender, vnode: AnyVNode): void {
  const moved = h(vnode.type as string, { ...vnode.props, key: vnode.key });
  page.change(vnode, { moved, id: identity(vnode) }, Gathered);
}

function Gathered({ moved, id }: { moved: AnyVNode; id: string }, context: unknown): null {
  currentPage()!.gathered.set(id, h(Within, { context }, moved));
  return null;
}

/** Gives children the context of the place that they were taken from, as a provider would. */
function Within(this: Props, { context, children }: Props): ComponentChildren {
  this.getChildContext = () => context;
  return children as ComponentChildren;
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
  const own = renderToString(page.head ?? h("meta", { charset: "utf-8" }) as AnyVNode);
  page.replacing = false;
  return own + renderToString(h(Fragment, null, [...page.gathered.values()]));
}

/** What makes two elements of the head stand for the same thing. */
function identity({ type, key, props }: AnyVNode): string {
  if (type === "title") return type;
  if (key != null) return `key:${key}`;
  const names = Object.keys(props).filter((name) => !IGNORED.test(`${type} ${name}`)).sort();
  return `${type} ${JSON.stringify(names.map((name) => [name, props[name]]))}`;
}
