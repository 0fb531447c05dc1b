import { MARKER, PARKED_SLOT } from "./markers.ts";

/** An island that is no part of another one, as it stands in the page. */
export interface IslandRange {
  readonly id: string;
  readonly start: Comment;
  readonly nodes: ChildNode[];
}

/** What the markers of a page say. */
export interface Markers {
  readonly islands: IslandRange[];
  /** Nodes of each slot, by its number. */
  readonly slots: Record<string, ChildNode[]>;
  /** Markers inside islands, which must be gone before preact takes the nodes over. */
  readonly inner: Comment[];
}

/** What a marker says after its prefix: `i3`, `s0` or `/`; undefined for any other node. */
export function markOf(node: Node): string | undefined {
  const { nodeType, nodeValue } = node;
  if (nodeType === 8 && nodeValue!.startsWith(MARKER)) return nodeValue!.slice(MARKER.length);
}

/** Finds all markers of the page and of the templates that keep parked slots. */
export function scan(): Markers {
  const markers: Markers = { islands: [], slots: {}, inner: [] };
  scanTree(document.body, 0, markers);
  const parked = document.querySelectorAll<HTMLTemplateElement>(`[id^=${PARKED_SLOT}]`);
  for (const { id, content } of parked) {
    markers.slots[id.slice(PARKED_SLOT.length)] = [...content.childNodes];
    scanTree(content, 1, markers);
  }
  return markers;
}

function scanTree(root: Node, depth: number, { islands, slots, inner }: Markers): void {
  const walker = document.createTreeWalker(root, 128 /* comments */);
  for (let node; (node = walker.nextNode() as Comment | null);) {
    const mark = markOf(node);
    if (!mark) continue;
    const outer = mark === "/" ? !--depth : !depth++;
    if (!outer) inner.push(node);
    if (mark[0] === "s") slots[mark.slice(1)] ??= nodesAfter(node);
    else if (outer && mark !== "/") {
      islands.push({ id: mark.slice(1), start: node, nodes: nodesAfter(node) });
    }
  }
}

/** The siblings between a marker and the one that closes it. */
function nodesAfter(start: Comment): ChildNode[] {
  const nodes: ChildNode[] = [];
  let depth = 1;
  for (let node = start.nextSibling; node; node = node.nextSibling) {
    const mark = markOf(node);
    if (mark && !(depth += mark === "/" ? -1 : 1)) break;
    nodes.push(node);
  }
  return nodes;
}
