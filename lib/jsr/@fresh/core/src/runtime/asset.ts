/** Put in by the bundler; on the server there is no such name. */
declare const FRESH_BUILD_ID: string | undefined;

const PARAMETER = "__frsh_c=";

/** Id of the running build; empty until one is applied. */
let buildId = typeof FRESH_BUILD_ID === "string" ? FRESH_BUILD_ID : "";

/** Names the build that {@linkcode asset} addresses belong to. */
export function setBuildId(id: string): void {
  buildId = id;
}

/**
 * Address of a static file that browsers may keep for good, since it changes with every build.
 * Absolute, protocol-relative and relative addresses come back unchanged, and so does one that has
 * an id already.
 */
export function asset(path: string): string {
  if (!buildId || path[0] !== "/" || path[1] === "/" || path.includes(PARAMETER)) return path;
  const hash = path.indexOf("#");
  const end = hash < 0 ? path.length : hash;
  const separator = path.lastIndexOf("?", end) < 0 ? "?" : "&";
  return path.slice(0, end) + separator + PARAMETER + buildId + path.slice(end);
}

/** {@linkcode asset} for each entry of a `srcset`. Commas inside an address are part of it. */
export function assetSrcSet(srcset: string): string {
  return srcset.replace(/([^\s,](?:\S*[^\s,])?)([^,]*)/g, (_, url, rest) => asset(url) + rest);
}
