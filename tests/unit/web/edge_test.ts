import { assertEquals, assertStringIncludes } from "@std/assert";
import { App } from "fresh";
import { edge } from "@/lib/web/edge.ts";
import { createLog } from "@/lib/web/log.ts";

type State = Parameters<typeof edge>[0]["state"];

/** An app of one route behind the edge, and what it logs. */
function behindEdge(route: () => Response) {
  const lines: string[] = [];
  const log = createLog("json", (line) => lines.push(line));
  const config = { hosts: ["localhost:8000"], secure: false };
  const handler = new App<State>()
    .use((ctx) => (Object.assign(ctx.state, { config, log }), ctx.next()))
    .use(edge).get("/", route).handler();
  return { lines, get: () => handler(new Request("http://localhost:8000/")) };
}

for (const code of [0x01, 0x08, 0x1f, 0x7f]) {
  const name = `0x${code.toString(16).padStart(2, "0")}`;
  Deno.test(`a header with the control character ${name} is an error, and does not end the process`, async () => {
    const headers = { "x-note": `a${String.fromCharCode(code)}b` };
    const { get, lines } = behindEdge(() => new Response("ok", { headers }));
    const response = await get();
    assertEquals([response.status, response.headers.has("x-note")], [500, false]);
    assertStringIncludes(lines.join(), "The header x-note holds a control character.");
  });
}

Deno.test("tabs and Latin-1 letters may stand in a header", async () => {
  const { get } = behindEdge(() => new Response("ok", { headers: { "x-note": "a\tÄ" } }));
  assertEquals((await get()).headers.get("x-note"), "a\tÄ");
});
