import { assert, assertEquals } from "@std/assert";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { type TestApp, testApp } from "../support/app.ts";
import { ROOT } from "../support/constants.ts";
import { build } from "../support/process.ts";
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

/** In bytes, each module gzipped by itself, as they travel. */
function weigh(scripts: Map<string, string>): number {
  return [...scripts.values()].reduce((sum, code) => sum + zipped(code), 0);
}

function zipped(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}

/** Names of the islands that a page wakes up. */
function islandsIn(scripts: Map<string, string>): string[] {
  return [...scripts.keys()].flatMap((path) => /\/([A-Z]\w+)\.js$/.exec(path)?.[1] ?? []);
}

/** Pages of each kind, the islands on them, and what their scripts may weigh in all. */
const PAGES: [what: string, open: (app: TestApp) => Promise<[Visitor, string]>, string, number][] =
  [
    [
      "a visitor's page with a message",
      async (app) => {
        const visitor = app.visitor();
        await visitor.submit("/lab/session", { key: "a", value: "1", action: "set" });
        return [visitor, "/lab/session"];
      },
      "Flash",
      8192,
    ],
    [
      "a member's page",
      async (app) => {
        return [await app.visitor().as(await app.person("Ada")), "/appointments"];
      },
      "Presence",
      8192,
    ],
    [
      "the form of an appointment",
      async (app) => {
        return [await app.visitor().as(await app.person("Ada")), "/appointments/new"];
      },
      "Presence TimeRange",
      9728,
    ],
    [
      "a member's page with a message",
      async (app) => {
        const visitor = app.visitor();
        await visitor.register("Ada");
        return [visitor, "/appointments"];
      },
      "Presence Flash",
      9728,
    ],
  ];

for (const [what, open, islands, limit] of PAGES) {
  Deno.test(`${what} ships at most ${limit} bytes of script in all, gzipped`, async () => {
    await using app = await testApp();
    const [visitor, path] = await open(app);
    const scripts = await scriptsOf(visitor, (await visitor.get(path)).text);
    assertEquals(islandsIn(scripts).join(" "), islands);
    const total = weigh(scripts);
    assert(total <= limit, `${total} bytes: ${[...scripts.keys()].join(" ")}`);
  });
}

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

/** Modules of the build by name: those of islands, and what they share. */
async function builtModules(): Promise<Map<string, string>> {
  await build();
  const modules = new Map<string, string>();
  const folder = join(ROOT, "_fresh/static/_fresh/js");
  for await (const { name: id } of Deno.readDir(folder)) {
    for await (const { name } of Deno.readDir(join(folder, id))) {
      if (name.endsWith(".js")) modules.set(name, await Deno.readTextFile(join(folder, id, name)));
    }
  }
  return modules;
}

Deno.test("each island is less than 2 KB of its own, gzipped, with what it does not share with the runtime", async () => {
  const modules = await builtModules();
  const imports = (name: string) =>
    [...modules.get(name)!.matchAll(/from\s*"\.\/([^"]+)"/g)].map(([, found]) => found!);
  const shared = new Set(imports("fresh-runtime.js"));
  for await (const { name } of Deno.readDir(join(ROOT, "islands"))) {
    const module = name.replace(/\.tsx$/, ".js");
    const own = [module, ...imports(module).filter((chunk) => !shared.has(chunk))];
    const total = own.reduce((sum, part) => sum + zipped(modules.get(part)!), 0);
    assert(total < 2048, `${name}: ${total} bytes`);
  }
});
