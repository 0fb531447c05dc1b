import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Build } from "../build.ts";
import type { ResolvedBuildConfig } from "./config.ts";
import { type DenoConfig, readDenoConfig } from "./deno_config.ts";
import { mapSpecifier } from "./resolver.ts";

/** Names of a deployment, in the order in which they count. */
const DEPLOYMENT = ["DENO_DEPLOYMENT_ID", "GITHUB_SHA", "CI_COMMIT_SHA"];

/** All that one build is made from. Sources are absolute paths. */
export interface Project extends Pick<Build, "mode" | "buildId"> {
  readonly config: ResolvedBuildConfig;
  readonly denoConfig: DenoConfig;
  readonly islands: readonly {
    /** Unique, and safe as the name of a file and of a variable. */
    readonly name: string;
    /** May also be the specifier of a registered island that is no file of the project. */
    readonly source: string;
  }[];
  readonly routes: readonly {
    /** Relative to the route folder, with `/`. */
    readonly path: string;
    readonly source: string;
    readonly eager: boolean;
  }[];
}

/**
 * Finds the routes and islands of an app.
 *
 * @param registered further island modules, as paths or specifiers
 * @throws {Error} when deno.json does not suit islands.
 */
export async function findProject(
  config: ResolvedBuildConfig,
  registered: readonly string[],
  mode: Build["mode"],
): Promise<Project> {
  const { root, islandDir, routeDir } = config;
  const denoConfig = await readDenoConfig(root);
  const modules = await listModules(routeDir, config);
  const islands = [
    ...await listModules(islandDir, config),
    ...modules.filter((source) => source.includes(`${sep}(_islands)${sep}`)),
    ...registered.map((specifier) => locate(specifier, denoConfig, root)),
  ];
  const routes = modules.map(async (source) => {
    const eager = (await Deno.readTextFile(source)).includes("routeOverride");
    return { path: posix(relative(routeDir, source)), source, eager };
  });
  return {
    config,
    denoConfig,
    mode,
    buildId: newBuildId(),
    islands: nameIslands([...new Set(islands)]),
    routes: await Promise.all(routes),
  };
}

/** One id for all that a deployment serves; where it has no name of its own, a new one. */
function newBuildId(): string {
  const name = DEPLOYMENT.map((variable) => Deno.env.get(variable)).find(Boolean);
  return createHash("sha1").update(name ?? crypto.randomUUID()).digest("hex");
}

/** Absolute path of a registered island, or a specifier that leads elsewhere. */
function locate(specifier: string, denoConfig: DenoConfig, root: string): string {
  if (specifier.startsWith("file:")) return fileURLToPath(specifier);
  const mapped = mapSpecifier(denoConfig, specifier);
  return /^\.{1,2}\//.test(mapped) ? resolve(root, mapped) : mapped;
}

/** Names islands after their files; the second `Menu` is `Menu_2`. */
function nameIslands(sources: string[]): Project["islands"] {
  const taken = new Set<string>();
  return sources.map((source) => {
    const base = basename(source).replace(/\.[^.]*$/, "").replace(/\W/g, "_");
    let name = base;
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${base}_${i}`;
    taken.add(name.toLowerCase());
    return { name, source };
  });
}

/** The modules below a folder that `ignore` does not name. */
async function listModules(folder: string, { ignore }: ResolvedBuildConfig): Promise<string[]> {
  const sources = (await listFiles(folder)).map((path) => join(folder, path));
  const ignored = (source: string) => ignore.some((pattern) => pattern.test(source));
  return sources.filter((source) => /\.[jt]sx?$/.test(source) && !ignored(source));
}

/** The files below a folder, sorted, relative to it; a folder that does not exist has none. */
export async function listFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
}

/** A path with `/` between its parts on every system. */
export function posix(path: string): string {
  return path.split(sep).join("/");
}
