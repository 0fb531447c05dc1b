/** Matches a pathname: the captured params, or null. */
export type PathMatcher = (pathname: string) => Record<string, string> | null;

const PATTERN_SYNTAX = /[*:{}+?()]/;

/** `/:name*`, with the slash that a modifier covers too. */
const NAMED = String.raw`(\/?):([\p{ID_Start}$_][\p{ID_Continue}$]*)([?*+]?)`;
const TOKEN = new RegExp(String.raw`${NAMED}|\*|[^:*]`, "gu");
const SIMPLE = new RegExp(String.raw`^(?:${NAMED}|\*(?![?*+])|[^:*?+{}()\\])*$`, "u");

/** A path without pattern syntax is compared as text, and beats every pattern. */
export function isStaticPath(path: string): boolean {
  return !PATTERN_SYNTAX.test(path);
}

/** Joins paths such as `/base`, `*`, `/` and `/a/:id`; `*` alone stays as it is. */
export function joinPaths(prefix: string, path: string): string {
  const base = prefix.replace(/\/?\*?$/, "");
  if (base === "") return path;
  if (path === "" || path === "/") return base;
  return path.startsWith("/") ? base + path : `${base}/${path}`;
}

/** Spells a path the way `URL` does, so that it can be compared with a pathname. */
export function encodePath(path: string): string {
  return path.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}

/**
 * Compiles a pathname pattern in `URLPattern` syntax. Names, modifiers and wildcards are translated
 * here, because a plain RegExp is many times faster; the rest is left to `URLPattern`.
 */
export function compilePattern(pattern: string): PathMatcher {
  if (!SIMPLE.test(pattern)) return compileWithURLPattern(pattern);
  const names: string[] = [];
  let wildcards = 0;
  const source = pattern.replace(TOKEN, (token, slash, name, modifier) => {
    if (name !== undefined) return names.push(name), groupSource(slash, modifier);
    if (token === "*") return names.push(String(wildcards++)), "(.*)";
    return encodePath(token).replace(/[.$^|[\]]/, "\\$&");
  });
  const regexp = new RegExp(`^${source}$`);
  return (pathname) => {
    const match = regexp.exec(pathname);
    if (match === null) return null;
    const params: Record<string, string> = {};
    for (let i = 0; i < names.length; i++) params[names[i]!] = decodeParam(match[i + 1]);
    return params;
  };
}

function groupSource(slash: string, modifier: string): string {
  const one = "[^/]+?";
  // Without a slash between them, repetitions are one run of characters.
  const many = slash === "" ? one : `${one}(?:${slash}${one})*`;
  if (modifier === "?") return `(?:${slash}(${one}))?`;
  if (modifier === "*") return `(?:${slash}(${many}))?`;
  return modifier === "+" ? `${slash}(${many})` : `${slash}(${one})`;
}

function compileWithURLPattern(pattern: string): PathMatcher {
  const compiled = new URLPattern({ pathname: pattern });
  return (pathname) => {
    const groups = compiled.exec({ pathname })?.pathname.groups;
    if (groups === undefined) return null;
    return Object.fromEntries(Object.entries(groups).map(([k, v]) => [k, decodeParam(v)]));
  };
}

/** An encoded slash stays encoded, so that a param never spans two parts of the path. */
function decodeParam(value: string | undefined): string {
  if (value === undefined) return "";
  if (!value.includes("%")) return value;
  try {
    return decodeURI(value);
  } catch {
    return value;
  }
}
