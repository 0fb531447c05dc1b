/** From the path of a file below the route folder to its place in the app. */

const SPECIAL_FILES = ["_app", "_middleware", "_layout", "_error", "_500", "_404"] as const;

export interface RouteFilePath {
  /** The name of a special file, or `route` for all others. */
  readonly kind: (typeof SPECIAL_FILES)[number] | "route";
  /** URL pattern: `/notes/:id`. */
  readonly pattern: string;
  /** Where it stands among the segments: the pattern with the groups, `/(members)/notes/:id`. */
  readonly place: string;
  /** Text to sort by: special files first; then by folder plain names, `[param]`, `[...rest]`. */
  readonly order: string;
}

/**
 * Reads the meaning of a file's path.
 *
 * @param path Relative to the route folder, with `/`: `(members)/notes/[id].tsx`.
 * @returns null for tests, an `_app` below the root, and all in folders such as `(_components)/`.
 * @throws {Error} when brackets are used in a way that no pattern expresses.
 */
export function parseRoutePath(path: string): RouteFilePath | null {
  const stem = path.replace(/\.[jt]sx?$/, "");
  const parts = stem.split("/");
  if (/[_.]test$/.test(stem) || parts.some((part) => part.startsWith("(_"))) return null;
  const kind = SPECIAL_FILES.find((name) => name === parts.at(-1)) ?? "route";
  if (kind === "_app" && parts.length > 1) return null;
  const isFolder = kind !== "route" || parts.at(-1) === "index";
  const places = (isFolder ? parts.slice(0, -1) : parts)
    .map((part) => isGroup(part) ? part : toPattern(part, path));
  const named = parts.filter((part) => !isGroup(part));
  return {
    kind,
    pattern: "/" + places.filter((part) => !isGroup(part)).join("/"),
    place: "/" + places.join("/"),
    // A path sorts before those below it: nothing is smaller than its end but NUL.
    order: [kind === "route" ? 1 : 0, ...named.map((part) => rank(part) + part)].join("\0"),
  };
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
