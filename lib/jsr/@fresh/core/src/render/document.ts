import { HEAD_MARK } from "./head.ts";
import type { PageRender } from "./page.ts";

const HTML_TAG = /^<html(?:"[^"]*"|[^">])*>/;
const HEAD_END = "</head>";
const HTML_END = "</html>";
const BODY_END = "</body>";

/**
 * Makes a whole document of what a page rendered, adding `html`, `head` and `body` where missing.
 *
 * @param markup the rendered page
 * @param head content of the document's head
 * @param tail what to put at the end of the body
 */
export function completeDocument(
  markup: string,
  head: string,
  tail: string,
  { seen }: Pick<PageRender, "seen">,
): string {
  let html = seen.html ? markup : `<html>${markup}${HTML_END}`;
  if (seen.head) {
    html = html.replace(HEAD_MARK, () => head);
  } else {
    const start = HTML_TAG.exec(html)?.[0].length ?? 0;
    html = insert(html, start, `<head>${head}${HEAD_END}`);
  }
  if (!seen.body) {
    html = insert(html, html.lastIndexOf(HTML_END), BODY_END);
    html = insert(html, html.indexOf(HEAD_END) + HEAD_END.length, "<body>");
  }
  if (tail !== "") html = insert(html, html.lastIndexOf(BODY_END), tail);
  return `<!DOCTYPE html>${html}`;
}

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}
