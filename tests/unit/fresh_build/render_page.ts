import type { ComponentType, VNode } from "preact";
import type { Build } from "../../../lib/jsr/@fresh/core/src/build.ts";
import { renderDocument } from "../../../lib/jsr/@fresh/core/src/render/document.ts";
import { setBuildId } from "../../../lib/jsr/@fresh/core/src/runtime/asset.ts";
import { Site } from "../../../lib/jsr/@fresh/core/src/site.ts";

// deno-lint-ignore no-explicit-any -- islands take all sorts of props
export type Islands = Record<string, ComponentType<any>>;

/** A build "b1" with the given islands; `Flash` is the default export of its module. */
export function buildOf(islands: Islands, devScript?: string): Build {
  return {
    root: "/",
    mode: "production",
    buildId: "b1",
    islands: Object.entries(islands).map(([name, component]) => (
      { name, module: { [name === "Flash" ? "default" : name]: component } }
    )),
    routes: [],
    devScript,
    file: () => Promise.resolve(null),
  };
}

export interface RenderInput {
  build: Build | null;
  pathname: string;
  basePath: string;
  nonce: string;
}

/** Renders a page with the nonce "n1" at `/` of a build without islands, unless told otherwise. */
export function render(vnode: VNode, input: Partial<RenderInput> = {}) {
  const { build = buildOf({}), pathname = "/", basePath = "", nonce = "n1" } = input;
  const config = { root: "/", mode: "production", basePath, trustProxy: false } as const;
  setBuildId(build?.buildId ?? "");
  return renderDocument(new Site(config, build, []), vnode, pathname, nonce);
}
