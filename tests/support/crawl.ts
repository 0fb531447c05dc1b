import type { Answer, Visitor } from "./visitor.ts";

/**
 * Follows all links of an app from some pages on, and returns each page with its address: of those that differ only in an
 * id or a query, one.
 */
export async function crawl(
  visitor: Visitor,
  from: readonly string[],
): Promise<Map<string, Answer>> {
  const pages = new Map<string, Answer>();
  const known = new Set<string>();
  const waiting = [...from];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = path.replace(/[\w-]{36,43}/g, "ID").replace(/\?.*/, "");
    if (known.has(kind)) continue;
    known.add(kind);
    const answer = await visitor.get(path);
    if (!answer.headers.get("content-type")?.startsWith("text/html")) continue;
    pages.set(path, answer);
    const links = answer.text.matchAll(/<a [^>]*href="(\/[^"#]*)"/g);
    waiting.push(...[...links].map(([, href]) => href!.replaceAll("&amp;", "&")));
  }
  return pages;
}
