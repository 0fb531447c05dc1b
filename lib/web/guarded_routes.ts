import { ConfigError } from "@/lib/config.ts";

/** Files that are no routes themselves. */
const SPECIAL = /^_/;

/**
 * Route files that no guard stands before: those that lie in no group, or in a group without a `_middleware`. Refusing is
 * the default; a new route has to be put where it is decided who may see it.
 *
 * @param routes absolute path of the route folder
 */
export async function unguardedRoutes(routes: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(routes)) {
    if (entry.isFile && !SPECIAL.test(entry.name)) found.push(entry.name);
    else if (entry.isDirectory && !await isGuarded(`${routes}/${entry.name}`, entry.name)) {
      found.push(`${entry.name}/`);
    }
  }
  return found.sort();
}

/** @throws {ConfigError} naming the routes that lie outside every guarded group */
export async function refuseUnguardedRoutes(routes: string): Promise<void> {
  const unguarded = await unguardedRoutes(routes);
  if (unguarded.length === 0) return;
  throw new ConfigError(
    `no guard stands before routes/${
      unguarded.join(", routes/")
    }. Move it into a group such as (public) or (members).`,
  );
}

async function isGuarded(folder: string, name: string): Promise<boolean> {
  if (!/^\(\w+\)$/.test(name) && name !== "api") return false;
  for await (const { name } of Deno.readDir(folder)) {
    if (/^_middleware\.tsx?$/.test(name)) return true;
  }
  return false;
}
