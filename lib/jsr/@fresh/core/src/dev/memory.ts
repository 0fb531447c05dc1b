import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { clientFolder, loadBuild } from "../build.ts";
import type { Snapshot } from "../snapshot.ts";
import { builtFiles, type FileLookup } from "../static_files.ts";
import type { Bundle } from "./bundle.ts";
import type { ResolvedBuildConfig } from "./config.ts";
import { RELOAD_SCRIPT } from "./live_reload.ts";
import type { Project } from "./project.ts";
import { bundledFiles, hashFiles, liveFiles } from "./static_files.ts";

/** Makes a snapshot of a build right here, without reading anything back from disk. */
export async function snapshotInMemory(
  config: ResolvedBuildConfig,
  { islands, routes }: Project,
  bundle: Bundle,
  { mode, buildId }: Pick<Snapshot, "mode" | "buildId">,
): Promise<Snapshot> {
  const build = {
    root: pathToFileURL(config.root).href,
    buildId,
    islands: await Promise.all(
      islands.map(async ({ name, source }) => ({ name, module: await load(source) })),
    ),
    routes: routes.map(({ path, eager, source }) => ({ path, eager, load: () => load(source) })),
  };
  const devScript = mode === "development" ? RELOAD_SCRIPT : undefined;
  const file = await fileLookup(config, bundle, mode, clientFolder(buildId));
  return loadBuild(build, { mode, file, devScript });
}

function load(source: string): Promise<Record<string, unknown>> {
  return import(isAbsolute(source) ? pathToFileURL(source).href : source);
}

async function fileLookup(
  { root, staticDir }: ResolvedBuildConfig,
  bundle: Bundle,
  mode: Snapshot["mode"],
  folder: string,
): Promise<FileLookup> {
  const bundled = bundledFiles(bundle, folder);
  const others = mode === "development"
    ? liveFiles(staticDir)
    : builtFiles(root, await hashFiles(root, staticDir), folder);
  return async (pathname) => await bundled(pathname) ?? await others(pathname);
}
