/**
 * Turns a page's vnode into the text of a whole HTML document. Private to this package.
 */
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { completeDocument } from "./render/document.ts";
import { renderHead } from "./render/head.ts";
import "./render/hooks.ts";
import { PageRender, withPage } from "./render/page.ts";
import { bootScript, developmentScript, renderParkedSlots } from "./render/scripts.ts";
import type { Snapshot } from "./snapshot.ts";

/** What one page is rendered from. */
export interface RenderInput {
  vnode: VNode;
  snapshot: Snapshot | null;
  /** `ctx.url.pathname`. */
  pathname: string;
  basePath: string;
  /** Same value for all scripts and styles of this response; with "" they get none. */
  nonce: string;
}

/** A finished page. */
export interface RenderOutput {
  html: string;
  /** Value for the Link header, or null when the page ships no script. */
  link: string | null;
}

/**
 * Renders a document in one synchronous pass: completes it, marks islands and sends their props,
 * moves the content of `<Head>`, ties images to the build, marks active links and adds the nonce.
 *
 * @throws whatever a component throws, and {TypeError} for island props that cannot be sent.
 */
export function renderDocument(input: RenderInput): RenderOutput {
  const page = new PageRender(input);
  return withPage(page, () => {
    const markup = renderToString(input.vnode);
    const parked = renderParkedSlots(page);
    const head = renderHead(page);
    const boot = page.used.size > 0
      ? bootScript(page, input.snapshot!, input.basePath)
      : { script: "", link: null };
    const tail = parked + boot.script + developmentScript(input);
    return { html: completeDocument(markup, head, tail, page), link: boot.link };
  });
}
