import { buildId } from "./build_id.ts";

const PARAMETER = "__frsh_c=";

/** Ties a root-relative address to a build; leaves every other address, and one already tied. */
export function stampAsset(path: string, id: string): string {
  if (id === "" || path[0] !== "/" || path[1] === "/" || path.includes(PARAMETER)) return path;
  const hash = path.indexOf("#");
  const end = hash < 0 ? path.length : hash;
  const separator = path.lastIndexOf("?", end) < 0 ? "?" : "&";
  return path.slice(0, end) + separator + PARAMETER + id + path.slice(end);
}

/** {@linkcode stampAsset} for each entry of a `srcset`. */
export function stampSrcSet(srcset: string, id: string): string {
  const stamp = (entry: string) => entry.trim().replace(/^\S+/, (path) => stampAsset(path, id));
  return srcset.split(",").map(stamp).join(", ");
}

/**
 * Address of a static file that browsers may keep for good, since it changes with every build.
 * Absolute, protocol-relative and relative addresses come back unchanged.
 */
export function asset(path: string): string {
  return stampAsset(path, buildId);
}

/** {@linkcode asset} for each entry of a `srcset`. */
export function assetSrcSet(srcset: string): string {
  return stampSrcSet(srcset, buildId);
}
