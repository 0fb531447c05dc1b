import { assertEquals } from "@std/assert";
import { App, staticFiles } from "fresh";
import { Builder, type BuildOptions } from "fresh/dev";
import { fixtureProject } from "../../support/fixture_project.ts";

/** Gets an answer from an app. */
export type Get = (path: string) => Promise<Response>;

/** Builds a project in memory, and gets answers from it. */
export async function withBuild(
  files: Record<string, string>,
  fn: (get: Get, root: string) => Promise<void>,
  options: BuildOptions & { mode?: "development"; islands?: string[] } = {},
): Promise<void> {
  await using project = await fixtureProject(files);
  const builder = new Builder({ root: project.root, ...options });
  options.islands?.forEach((island) => builder.registerIsland(island));
  const app = new App().use(staticFiles()).fsRoutes();
  (await builder.build({ snapshot: "memory", mode: options.mode }))(app);
  const handler = app.handler();
  await fn(async (path) => await handler(new Request(`http://localhost${path}`)), project.root);
}

/** Addresses of all scripts that a page loads: those of its boot script and what they import. */
export async function scriptsOf(get: Get, path: string) {
  const scripts = new Map<string, Uint8Array<ArrayBuffer>>();
  const inline = /<script type="module".*?>(.*?)<\/script>/s.exec(await (await get(path)).text())!;
  const queue: [code: string, base: string][] = [[inline[1]!, "/"]];
  for (const [code, base] of queue) {
    for (const [, address] of code.matchAll(/(?:from|import)"([^"]+)"/g)) {
      const { pathname } = new URL(address!, `http://localhost${base}`);
      if (scripts.has(pathname)) continue;
      const response = await get(pathname);
      assertEquals(response.status, 200, pathname);
      const bytes = new Uint8Array(await response.arrayBuffer());
      scripts.set(pathname, bytes);
      queue.push([new TextDecoder().decode(bytes), pathname]);
    }
  }
  return scripts;
}
