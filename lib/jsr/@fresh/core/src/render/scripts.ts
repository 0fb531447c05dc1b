import { type ComponentChildren, Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import type { RenderInput } from "../render.ts";
import { parkedSlotId } from "../runtime/markers.ts";
import { serializeProps } from "../serialize.ts";
import type { Snapshot } from "../snapshot.ts";
import type { PageRender } from "./page.ts";

/** Keeps the slots that no island showed, in case one does so later in the browser. */
export function renderParkedSlots(page: PageRender): string {
  let html = "";
  // The list grows when a parked slot holds islands with slots of their own.
  for (let id = 0; id < page.slots.length; id++) {
    const { content, shown } = page.slots[id]!;
    if (shown) continue;
    const inner = renderToString(h(Fragment, null, content as ComponentChildren));
    html += `<template id="${parkedSlotId(id)}">${inner}</template>`;
  }
  return html;
}

/** The script that wakes the islands, and the Link header that loads its modules early. */
export function bootScript(page: PageRender, snapshot: Snapshot, basePath: string) {
  const islands = [...page.used.keys()];
  const urls = [snapshot.runtimeUrl, ...islands.map((island) => island.url)]
    .map((url) => basePath + url);
  const imports = islands.map((island, i) =>
    `import{${island.exportName} as i${i}}from${JSON.stringify(urls[i + 1]!)};`
  );
  // Neither addresses nor the payload hold a `<`, so nothing here can end the script.
  const payload = serializeProps(page.instances, (island) => islands[island]!.name);
  const list = islands.map((_, i) => `i${i}`).join();
  const code = `import{boot}from${JSON.stringify(urls[0]!)};${imports.join("")}` +
    `boot([${list}],${JSON.stringify(payload)});`;
  const link = [...new Set(urls)].map((url) =>
    `<${encodeURI(url)}>; rel="modulepreload"; as="script"`
  );
  return { script: moduleScript(code, page.nonce), link: link.join(", ") };
}

/** The script by which a development page reloads itself. */
export function developmentScript({ snapshot, nonce }: RenderInput): string {
  return snapshot?.devScript === undefined ? "" : moduleScript(snapshot.devScript, nonce);
}

function moduleScript(code: string, nonce: string): string {
  const attribute = nonce === "" ? "" : ` nonce="${nonce}"`;
  return `<script type="module"${attribute}>${code}</script>`;
}
