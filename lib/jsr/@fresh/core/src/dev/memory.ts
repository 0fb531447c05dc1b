import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Build, Module, StaticFile } from "../build.ts";
import { builtFiles } from "../static_files.ts";
import type { Bundle } from "./bundle.ts";
import { RELOAD_SCRIPT } from "./live_reload.ts";
import type { Project } from "./project.ts";
import { contentTypeOf, hashFiles, hashOf, liveFiles } from "./static_files.ts";

/** Makes a build right here, without reading anything back from disk. */
export async function loadProject(project: Project, bundle: Bundle): Promise<Build> {
  const { config: { root, staticDir }, mode, buildId } = project;
  const inDevelopment = mode === "development";
  const islands = project.islands.map(async ({ name, source }) => {
    return { name, module: await load(source) };
  });
  const modules = new Map<string, StaticFile>();
  for (const [pathname, bytes] of bundle) {
    const hash = inDevelopment ? null : hashOf(bytes);
    const read = () => Promise.resolve(bytes);
    modules.set(pathname, { type: contentTypeOf(pathname), size: bytes.length, hash, read });
  }
  const others = inDevelopment
    ? liveFiles(staticDir)
    : builtFiles(root, await hashFiles(root, staticDir));
  return {
    root,
    mode,
    buildId,
    islands: await Promise.all(islands),
    routes: project.routes.map(({ path, eager, source }) => {
      return { path, eager, load: () => load(source) };
    }),
    devScript: inDevelopment ? RELOAD_SCRIPT : undefined,
    file: async (pathname) => modules.get(pathname) ?? await others(pathname),
  };
}

function load(source: string): Promise<Module> {
  return import(isAbsolute(source) ? pathToFileURL(source).href : source);
}
