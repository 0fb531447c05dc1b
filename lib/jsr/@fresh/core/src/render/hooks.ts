/**
 * Ties the rendering of pages to preact: its hooks tell of every vnode before and after it is
 * rendered. While no page is being rendered they do nothing.
 */
import { options } from "preact";
import { Head } from "../runtime/head.ts";
import { elementVisitors } from "./elements.ts";
import { gatherForHead, HEAD_ELEMENTS, replaceInHead } from "./head.ts";
import { Boundary, Slot, visitIsland } from "./islands.ts";
import { type AnyVNode, currentPage, type PageRender } from "./page.ts";

/** Preact's hook before a vnode is rendered has a shortened name, which it keeps for such uses. */
const hooks = options as typeof options & { __b?: (vnode: AnyVNode) => void };
const { __b: nextBefore, diffed: nextAfter } = hooks;

hooks.__b = (vnode) => {
  const page = currentPage();
  if (page !== null) visit(page, vnode);
  nextBefore?.(vnode);
};

hooks.diffed = (vnode) => {
  const page = currentPage();
  if (page !== null && typeof vnode.type === "function") leave(page, vnode.type);
  nextAfter?.(vnode);
};

function visit(page: PageRender, vnode: AnyVNode): void {
  if (typeof vnode.type !== "string") {
    if (vnode.type === Head) page.inHead = true;
    else visitIsland(page, vnode);
    return;
  }
  if (HEAD_ELEMENTS.has(vnode.type)) {
    if (page.inHead) return gatherForHead(page, vnode);
    if (page.replacing) replaceInHead(page, vnode);
  }
  elementVisitors.get(vnode.type)?.(page, vnode);
}

function leave(page: PageRender, type: unknown): void {
  if (type === Head) page.inHead = false;
  else if (type === Boundary) page.inIsland = false;
  else if (type === Slot) page.inIsland = true;
}
