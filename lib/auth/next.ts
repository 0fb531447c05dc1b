/** Stands for this app while an address is looked at; `.invalid` never resolves (RFC 6761 §6.4). */
const HERE = "http://here.invalid";

/**
 * The address to go to after signing in, if it is a path of this app; otherwise null (open redirects, ASVS 5.0
 * §3.7.2). Browsers drop tabs and line breaks and read `\` as `/`, so the address is taken apart by the same rules,
 * and only its own path, query and hash are given back.
 */
export function safeNext(next: string | null | undefined): string | null {
  if (!next?.startsWith("/") || next.length > 2000) return null;
  // deno-lint-ignore no-control-regex -- these are the very characters to refuse
  if (/[\\\u0000-\u001f\u007f]/.test(next)) return null;
  const url = URL.parse(next, HERE);
  if (url?.origin !== HERE) return null;
  const path = url.pathname + url.search + url.hash;
  return /^\/(?!\/)/.test(path) && !ENCODED_SLASH.test(path) ? path : null;
}

/** `/%2f%2fevil.example` is harmless until something on the way decodes it. */
const ENCODED_SLASH = /^\/+(%2f|%5c|%09|%0a|%0d)/i;
