/** From the path of a file below the route folder to its place in the app. */

/** Special files, and `route` for all others. */
export type RouteFileKind = "app" | "middleware" | "layout" | "error" | "notFound" | "route";

export interface RouteFilePath {
  readonly kind: RouteFileKind;
  /** URL pattern: `/notes/:id`. */
  readonly pattern: string;
  /** Where it stands among the segments: the pattern with the groups, `/(members)/notes/:id`. */
  readonly place: string;
  /** Parts of the path without groups, to sort by. */
  readonly key: readonly string[];
}

const KINDS = new Map<string, RouteFileKind>([
  ["_app", "app"],
  ["_middleware", "middleware"],
  ["_layout", "layout"],
  ["_error", "error"],
  ["_500", "error"],
  ["_404", "notFound"],
]);

/**
 * Reads the meaning of a file's path.
 *
 * @param path Relative to the route folder, with `/`: `(members)/notes/[id].tsx`.
 * @returns null for tests and for what lies in an ignored folder such as `(_components)/`.
 * @throws {Error} when brackets are used in a way that no pattern expresses.
 */
export function parseRoutePath(path: string): RouteFilePath | null {
  const stem = path.replace(/\.[jt]sx?$/, "");
  const parts = stem.split("/");
  if (/[_.]test$/.test(stem) || parts.some((part) => part.startsWith("(_"))) return null;
  const kind = KINDS.get(parts.at(-1)!) ?? "route";
  const isFolder = kind !== "route" || parts.at(-1) === "index";
  const places = (isFolder ? parts.slice(0, -1) : parts)
    .map((part) => isGroup(part) ? part : toPattern(part, path));
  return {
    kind,
    pattern: "/" + places.filter((part) => !isGroup(part)).join("/"),
    place: "/" + places.join("/"),
    key: parts.filter((part) => !isGroup(part)),
  };
}

/** Special files first; then by folder: plain names, `[param]`, `[...rest]`. */
export function compareRoutePaths(a: RouteFilePath, b: RouteFilePath): number {
  const special = Number(a.kind === "route") - Number(b.kind === "route");
  if (special !== 0) return special;
  const depth = Math.min(a.key.length, b.key.length);
  for (let i = 0; i < depth; i++) {
    const order = compareParts(a.key[i]!, b.key[i]!);
    if (order !== 0) return order;
  }
  return a.key.length - b.key.length;
}

function compareParts(a: string, b: string): number {
  return rank(a) - rank(b) || Number(a > b) - Number(a < b);
}

/** The wider the set of names a part matches, the later it is tried. */
function rank(part: string): number {
  if (part.startsWith("[...")) return 4;
  if (part.startsWith("[[")) return 3;
  if (/^\[[^\]]*\]$/.test(part)) return 2;
  return part.includes("[") ? 1 : 0;
}

function isGroup(part: string): boolean {
  return part.startsWith("(") && part.endsWith(")");
}

function toPattern(part: string, path: string): string {
  const whole = /^\[(?:\.\.\.([^[\]]+)|\[([^[\]]+)\])\]$/.exec(part);
  if (whole?.[1] !== undefined) return `:${whole[1]}*`;
  if (whole?.[2] !== undefined) return `:${whole[2]}?`;
  const pattern = part.replace(/\[([^[\].]+)\]/g, ":$1");
  if (/[[\]]/.test(pattern) || part.includes("][")) {
    throw new Error(`routes/${path}: "${part}" is not a pattern; write [id], [[id]] or [...rest]`);
  }
  return pattern;
}
