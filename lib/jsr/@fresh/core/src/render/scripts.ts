import { type ComponentChildren, Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { clientFolder } from "../build.ts";
import { PARKED_SLOT } from "../runtime/markers.ts";
import { serializeProps } from "../serialize.ts";
import type { PageRender } from "./page.ts";

/** Keeps the slots that no island showed, in case one does so later in the browser. */
export function renderParkedSlots(page: PageRender): string {
  let html = "";
  // The list grows when a parked slot holds islands with slots of their own.
  for (let id = 0; id < page.slots.length; id++) {
    const { content, shown } = page.slots[id]!;
    if (shown) continue;
    const inner = renderToString(h(Fragment, null, content as ComponentChildren));
    html += `<template id="${PARKED_SLOT}${id}">${inner}</template>`;
  }
  return html;
}

/** The script that wakes the islands, and the Link header that loads its modules early. */
export function bootScript(page: PageRender): { script: string; link: string | null } {
  const { nonce, site: { build, config } } = page;
  const islands = [...page.used.keys()];
  if (build === null || islands.length === 0) return { script: "", link: null };
  const urls = [`${clientFolder(build.buildId)}fresh-runtime.js`, ...islands.map(({ url }) => url)]
    .map((url) => config.basePath + url);
  const imports = islands.map(({ exportName }, i) =>
    `import{${exportName} as i${i}}from${JSON.stringify(urls[i + 1]!)};`
  );
  // Neither addresses nor the payload hold a `<`, so nothing here can end the script.
  const payload = serializeProps(page.instances, (island) => islands[island]!.name);
  const list = islands.map((_, i) => `i${i}`).join();
  const code = `import{boot}from${JSON.stringify(urls[0]!)};${imports.join("")}` +
    `boot([${list}],${JSON.stringify(payload)});`;
  const links = [...new Set(urls)].map((url) =>
    `<${encodeURI(url)}>; rel="modulepreload"; as="script"`
  );
  return { script: moduleScript(code, nonce), link: links.join(", ") };
}

/** The script by which a development page reloads itself. */
export function developmentScript({ site, nonce }: PageRender): string {
  return site.build?.devScript === undefined ? "" : moduleScript(site.build.devScript, nonce);
}

function moduleScript(code: string, nonce: string): string {
  const attribute = nonce === "" ? "" : ` nonce="${nonce}"`;
  return `<script type="module"${attribute}>${code}</script>`;
}
