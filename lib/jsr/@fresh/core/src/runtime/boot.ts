/** Entry point of the browser's side: wakes up the islands of a page. */
import { type Attributes, type ComponentType, Fragment, h, hydrate, type VNode } from "preact";
// Hardly an island does without hooks; in one chunk with preact they take less.
import "preact/hooks";
import { revive } from "./revive.ts";
import { type IslandRange, markOf, scan } from "./scan.ts";

/** Number of the component in the list given to `boot`, and its props. */
// deno-lint-ignore no-explicit-any -- islands take all sorts of props
type Instance = [component: number, props: any];

/**
 * Hydrates every island of the page.
 *
 * @param components the islands that the page uses
 * @param payload all instances in the order of their numbers, in devalue's format
 */
// deno-lint-ignore no-explicit-any -- islands take all sorts of props
export function boot(components: ComponentType<any>[], payload: string): void {
  const { islands, slots, inner } = scan();
  const slotVNodes: Record<string, VNode> = {};
  const instances = revive(payload, (id) => slotVNodes[id] ??= h(Fragment, {})) as Record<
    string,
    Instance
  >;
  const create = (id: string) => h(components[instances[id]![0]]!, instances[id]![1]);

  for (const id in slotVNodes) slotVNodes[id]!.props.children = toVNodes(slots[id] ?? [], create);
  inner.forEach((comment) => comment.remove());
  for (const island of islands) {
    // One broken island must not keep the others asleep.
    try {
      hydrate(create(island.id), rangeAsParent(island));
    } catch (error) {
      reportError(error);
    }
  }
}

/**
 * Preact wants a parent of its own; here it gets something that looks like one and stands for the
 * nodes between two markers.
 */
function rangeAsParent({ start, nodes }: IslandRange): Element {
  const childNodes = nodes.filter((node) => node.isConnected);
  const host = start.parentNode as Element;
  const end = (childNodes.at(-1) ?? start).nextSibling!;
  const parent = {
    nodeType: 1,
    namespaceURI: host.namespaceURI,
    parentNode: host,
    firstChild: childNodes[0],
    childNodes,
    /** Preact may name a node behind the range, but nothing goes past the end marker. */
    insertBefore(node: Node, before: Node | null) {
      const inside = before &&
        end.compareDocumentPosition(before) & 2 /* preceding */;
      return host.insertBefore(node, inside ? before : end);
    },
  };
  return parent as unknown as Element;
}

/** Turns server HTML back into vnodes, with live islands in it. */
function toVNodes(nodes: Iterable<Node>, create: (island: string) => VNode): (VNode | string)[] {
  const vnodes: (VNode | string)[] = [];
  let depth = 0;
  for (const node of nodes) {
    const mark = markOf(node);
    if (mark === "/") depth--;
    else if (mark) depth++ || vnodes.push(create(mark.slice(1)));
    else if (!depth && node.nodeType === 3) vnodes.push(node.nodeValue!);
    else if (!depth && node.nodeType === 1) vnodes.push(toVNode(node as Element, create));
  }
  return vnodes;
}

function toVNode(element: Element, create: (island: string) => VNode): VNode {
  const props: Record<string, unknown> & Attributes = {};
  for (const { name, value } of element.attributes) {
    // An empty `disabled` means true and `draggable="false"` false, but not so as properties.
    const property = (element as unknown as typeof props)[name];
    props[name] = property === !!property /* a boolean */ ? property : value;
  }
  return h(element.localName, props, toVNodes(element.childNodes, create));
}
