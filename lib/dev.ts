/**
 * Builds the app (`build`, or `build --if-needed` when a source is newer than the last build), or serves it for
 * development with live reload (without arguments).
 */
import { Builder } from "fresh/dev";
import { join } from "node:path";
import { environment, readConfig } from "@/lib/config.ts";
import { explained } from "@/lib/start.ts";
import { refuseUnguardedRoutes } from "@/lib/web/guarded_routes.ts";

const root = join(import.meta.dirname!, "..");
const SOURCES = ["deno.json", "deno.lock", "main.ts", "routes", "islands", "lib", "static"];

if (import.meta.main) await run(new Set(Deno.args));

async function run(args: ReadonlySet<string>): Promise<void> {
  await explained(() => refuseUnguardedRoutes(join(root, "routes")));
  const builder = new Builder({ root });
  if (!args.has("build")) await builder.listen(() => import("../main.ts"), await address());
  else if (!args.has("--if-needed") || await isStale()) await builder.build();
}

/** The development server listens where the real one would. */
async function address(): Promise<{ hostname: string; port: number }> {
  const { hostname, port } = await explained(() => environment().then(readConfig));
  return { hostname, port };
}

async function isStale(): Promise<boolean> {
  const built = await changedAt(join(root, "_fresh", "server.js"));
  for (const source of SOURCES) {
    if (await newestBelow(join(root, source)) > built) return true;
  }
  return false;
}

/** When the newest file at or below a path was changed, in milliseconds since 1970; 0 when there is none. */
async function newestBelow(path: string): Promise<number> {
  let newest = await changedAt(path);
  const { isDirectory } = await Deno.stat(path).catch(() => ({ isDirectory: false }));
  if (!isDirectory) return newest;
  for await (const entry of Deno.readDir(path)) {
    newest = Math.max(newest, await newestBelow(join(path, entry.name)));
  }
  return newest;
}

async function changedAt(path: string): Promise<number> {
  const info = await Deno.stat(path).catch(() => null);
  return info?.mtime?.getTime() ?? 0;
}
