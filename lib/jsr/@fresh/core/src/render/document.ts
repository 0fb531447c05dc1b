import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Site } from "../site.ts";
import { HEAD_MARK, renderHead } from "./head.ts";
import "./hooks.ts";
import { PageRender, withPage } from "./page.ts";
import { bootScript, developmentScript, renderParkedSlots } from "./scripts.ts";

const HTML_TAG = /^<html(?:"[^"]*"|[^">])*>/;
const HEAD_END = "</head>";
const HTML_END = "</html>";
const BODY_END = "</body>";

/**
 * Renders a document in one synchronous pass: completes it, marks islands and sends their props,
 * moves the content of `<Head>`, ties images to the build, marks active links and adds the nonce.
 *
 * @returns the document, and a value for the Link header unless the page ships no script
 * @throws whatever a component throws, and {TypeError} for island props that cannot be sent.
 */
export function renderDocument(site: Site, vnode: VNode, pathname: string, nonce: string) {
  const page = new PageRender(site, pathname, nonce);
  return withPage(page, () => {
    const markup = renderToString(vnode);
    const parked = renderParkedSlots(page);
    const head = renderHead(page);
    const { script, link } = bootScript(page);
    const tail = parked + script + developmentScript(page);
    return { html: complete(markup, head, tail, page), link };
  });
}

/** Adds `html`, `head` and `body` where missing, the head's content, and the end of the body. */
function complete(markup: string, head: string, tail: string, { seen }: PageRender): string {
  let html = seen.html ? markup : `<html>${markup}${HTML_END}`;
  if (!seen.head) {
    const start = HTML_TAG.exec(html)?.[0].length ?? 0;
    html = insert(html, start, `<head>${HEAD_MARK}${HEAD_END}`);
  }
  if (!seen.body) {
    html = insert(html, html.lastIndexOf(HTML_END), BODY_END);
    const headEnd = html.indexOf(HEAD_END, html.indexOf(HEAD_MARK));
    html = insert(html, headEnd + HEAD_END.length, "<body>");
  }
  // Only now, because text of scripts in the head may look like tags.
  html = html.replace(HEAD_MARK, () => head);
  if (tail !== "") html = insert(html, html.lastIndexOf(BODY_END), tail);
  return `<!DOCTYPE html>${html}`;
}

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}
