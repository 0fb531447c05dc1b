import { type ComponentChildren, h, isValidElement } from "preact";
import type { Island } from "../build.ts";
import { MARKER } from "../runtime/markers.ts";
import { SlotReference } from "../serialize.ts";
import { type AnyVNode, comment, currentPage, type PageRender, type Props } from "./page.ts";

/** Puts an island into a {@linkcode Boundary}, unless it is part of another one. */
export function visitIsland(page: PageRender, vnode: AnyVNode): void {
  if (page.inIsland) return;
  const island = page.site.islands.get(vnode.type);
  if (island !== undefined) page.change(vnode, { island, props: vnode.props }, Boundary);
}

/** Puts markers around an island and notes its props for the browser. */
export function Boundary({ island, props }: { island: Island; props: Props }) {
  const page = currentPage()!;
  if (!page.used.has(island)) page.used.set(island, page.used.size);
  const { shown, sent } = separateSlots(page, props);
  const id = page.instances.push([page.used.get(island)!, sent]) - 1;
  page.inIsland = true;
  return between(`i${id}`, h(island.component, shown));
}

/** Puts markers around content that was handed to an island and is not a part of its code. */
export function Slot({ id }: { id: number }) {
  const page = currentPage()!;
  const slot = page.slots[id]!;
  slot.shown = true;
  page.inIsland = false;
  return between(`s${id}`, slot.content as ComponentChildren);
}

function between(mark: string, content: ComponentChildren): ComponentChildren {
  return [comment(MARKER + mark), content, comment(MARKER + "/")];
}

/** Splits props into those for the component here and those for the one in the browser. */
function separateSlots(page: PageRender, props: Props): { shown: Props; sent: Props } {
  const shown = { ...props };
  const sent = { ...props };
  for (const name in props) {
    if (!holdsVNode(props[name])) continue;
    const id = page.slots.push({ content: props[name], shown: false }) - 1;
    shown[name] = h(Slot, { id });
    sent[name] = new SlotReference(id);
  }
  return { shown, sent };
}

/** Rows of a database have no constructor either, so that alone does not make a vnode. */
function holdsVNode(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsVNode);
  return isValidElement(value) && Object.hasOwn(value, "constructor");
}
