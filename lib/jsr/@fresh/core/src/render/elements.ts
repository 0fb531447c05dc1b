import { h } from "preact";
import { asset, assetSrcSet } from "../runtime/asset.ts";
import { HeadPlaceholder } from "./head.ts";
import { type AnyVNode, type PageRender, withoutSlash } from "./page.ts";

type Visitor = (page: PageRender, vnode: AnyVNode) => void;

/** What to do with elements of each kind before they are rendered; most are left alone. */
export const elementVisitors: ReadonlyMap<string, Visitor> = new Map<string, Visitor>(
  Object.entries({
    a: markActiveLink,
    img: stampSources,
    source: stampSources,
    script: addNonce,
    style: addNonce,
    html: (page) => page.seen.html = true,
    body: (page) => page.seen.body = true,
    head: setHeadAside,
  }),
);

/** Says on a link to this page, or to one above it, that it is. An own `aria-current` wins. */
function markActiveLink(page: PageRender, vnode: AnyVNode): void {
  const { href } = vnode.props;
  if (typeof href !== "string" || href[0] !== "/" || href[1] === "/") return;
  const path = withoutSlash(href.replace(/[?#].*$/s, ""));
  if (path === page.pathname) {
    page.change(vnode, { "aria-current": "page", "data-current": "true", ...vnode.props });
  } else if (path === "/" || page.pathname.startsWith(path + "/")) {
    page.change(vnode, { "aria-current": "true", "data-ancestor": "true", ...vnode.props });
  }
}

function stampSources(page: PageRender, vnode: AnyVNode): void {
  const { src, srcset, srcSet = srcset } = vnode.props;
  if ("data-fresh-disable-lock" in vnode.props) return;
  const stamped = { ...vnode.props };
  if (typeof src === "string") stamped.src = asset(src);
  if (typeof srcSet === "string") {
    delete stamped.srcSet;
    stamped.srcset = assetSrcSet(srcSet);
  }
  page.change(vnode, stamped);
}

/** Lets inline scripts and styles through the page's Content-Security-Policy. */
function addNonce(page: PageRender, vnode: AnyVNode): void {
  if (page.nonce === "" || vnode.props.src || vnode.props.nonce !== undefined) return;
  page.change(vnode, { ...vnode.props, nonce: page.nonce });
}

/** The children of `<head>` are rendered last, when all of `<Head>` is known. */
function setHeadAside(page: PageRender, vnode: AnyVNode): void {
  page.seen.head = true;
  const content = vnode.props.children;
  page.change(vnode, { ...vnode.props, children: h(HeadPlaceholder, { content }) });
}
