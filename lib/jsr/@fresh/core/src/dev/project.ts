import { basename, join } from "node:path";
import type { ResolvedBuildConfig } from "./config.ts";
import { listModules } from "./crawl.ts";

/** A module whose exported functions are islands. */
export interface IslandFile {
  /** Unique, and safe as the name of a file and of a variable. */
  readonly name: string;
  /** Absolute path, or the specifier of a registered island that is no file of the project. */
  readonly source: string;
}

/** A file below the route folder. */
export interface RouteFile {
  /** Relative to the route folder, with `/`. */
  readonly path: string;
  /** Absolute path. */
  readonly source: string;
  readonly eager: boolean;
}

/** The modules that make up an app. */
export interface Project {
  readonly islands: readonly IslandFile[];
  readonly routes: readonly RouteFile[];
}

const ISLANDS_FOLDER = /(?:^|\/)\(_islands\)\//;

/**
 * Finds the routes and islands of an app.
 *
 * @param registered further island modules, as paths or specifiers
 */
export async function findProject(
  { islandDir, routeDir, ignore }: ResolvedBuildConfig,
  registered: readonly string[],
): Promise<Project> {
  const [islands, modules] = await Promise.all([
    listModules(islandDir, ignore),
    listModules(routeDir, ignore),
  ]);
  const local = modules.filter((path) => ISLANDS_FOLDER.test(path));
  const sources = [
    ...islands.map((path) => join(islandDir, path)),
    ...local.map((path) => join(routeDir, path)),
    ...registered,
  ];
  return {
    islands: nameIslands([...new Set(sources)]),
    routes: await Promise.all(modules.map((path) => readRoute(path, join(routeDir, path)))),
  };
}

async function readRoute(path: string, source: string): Promise<RouteFile> {
  return { path, source, eager: (await Deno.readTextFile(source)).includes("routeOverride") };
}

/** Names islands after their files; the second `Menu` is `Menu_2`. */
function nameIslands(sources: string[]): IslandFile[] {
  const taken = new Set<string>();
  return sources.map((source) => {
    const base = basename(source).replace(/\.[^.]*$/, "").replace(/\W/g, "_");
    let name = base;
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${base}_${i}`;
    taken.add(name.toLowerCase());
    return { name, source };
  });
}
