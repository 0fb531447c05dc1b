import type { ComponentType, VNode } from "preact";
import {
  renderDocument,
  type RenderInput,
  type RenderOutput,
} from "../../../lib/jsr/@fresh/core/src/render.ts";
import type { Snapshot } from "../../../lib/jsr/@fresh/core/src/snapshot.ts";

// deno-lint-ignore no-explicit-any -- islands take all sorts of props
export type Islands = Record<string, ComponentType<any>>;

/** A build "b1" with the given islands. */
export function snapshotOf(islands: Islands, devScript?: string): Snapshot {
  return {
    root: "/",
    mode: "production",
    buildId: "b1",
    runtimeUrl: "/_fresh/js/b1/fresh-runtime.js",
    islands: Object.entries(islands).map(([name, component]) => ({
      name,
      exportName: name === "Flash" ? "default" : name,
      component,
      url: `/_fresh/js/b1/${name}.js`,
    })),
    routes: [],
    devScript,
    file: () => Promise.resolve(null),
  };
}

/** Renders a page with the nonce "n1" at `/` of a build without islands, unless told otherwise. */
export function render(vnode: VNode, input: Partial<RenderInput> = {}): RenderOutput {
  const { snapshot = snapshotOf({}), pathname = "/", basePath = "", nonce = "n1" } = input;
  return renderDocument({ vnode, snapshot, pathname, basePath, nonce });
}
