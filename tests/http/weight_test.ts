import { assert, assertEquals } from "@std/assert";
import { gzipSync } from "node:zlib";
import { testApp } from "../support/app.ts";
import type { Visitor } from "../support/visitor.ts";

/** A page's script by address: its own, every module that it loads, and those that they import. */
async function scriptsOf(visitor: Visitor, html: string): Promise<Map<string, string>> {
  const modules = new Map<string, string>();
  const specifiers = (code: string) =>
    [...code.matchAll(/(?:from|import)\s*"([^"]+)"/g)].map(([, specifier]) => specifier!);
  const load = async (path: string) => {
    if (modules.has(path)) return;
    const { status, text } = await visitor.get(path);
    assertEquals(status, 200, path);
    modules.set(path, text);
    for (const s of specifiers(text)) await load(new URL(s, `http://here.invalid${path}`).pathname);
  };
  const [, boot = ""] = /<script type="module"[^>]*>([^]*?)<\/script>/.exec(html) ?? [];
  modules.set("", boot);
  for (const specifier of specifiers(boot)) await load(specifier);
  return modules;
}

Deno.test("a page without islands ships no script", async () => {
  await using app = await testApp();
  const { text, headers } = await app.visitor().get("/");
  assert(!/<script/.test(text), text);
  assertEquals(headers.get("link"), null);
});

Deno.test("a page with a message ships at most 8 KB of script in all, gzipped", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.register("Ada");
  const { text } = await visitor.get("/appointments");
  assert(text.includes("data-flash"));
  const scripts = await scriptsOf(visitor, text);
  assert([...scripts.keys()].some((path) => path.endsWith("/Flash.js")));
  const bytes = [...scripts.values()].map((code) => gzipSync(code, { level: 9 }).length);
  const total = bytes.reduce((sum, size) => sum + size, 0);
  assert(total <= 8192, `${total} bytes: ${[...scripts.keys()].join(" ")}`);
});

Deno.test("client modules may be kept for good, pages never", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const { text, headers } = await visitor.get("/login");
  assertEquals(headers.get("cache-control"), "no-store");
  for (const path of (await scriptsOf(visitor, text)).keys()) {
    if (path === "") continue;
    const module = await visitor.get(path);
    assertEquals(module.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assertEquals(module.headers.get("set-cookie"), null);
  }
});
