import { fileURLToPath } from "node:url";
import type { ComponentType } from "preact";
import { setBuildId } from "./runtime/build_id.ts";
import type { FsRouteEntry, IslandEntry, Snapshot } from "./snapshot.ts";
import { builtFiles, type FileLookup, type FileRecord } from "./static_files.ts";

/** A module of islands as the server sees it. */
export interface IslandModule {
  /** Name of its client module, without extension. */
  readonly name: string;
  readonly module: Readonly<Record<string, unknown>>;
}

/** What a build knows, before it is loaded. */
export interface Build {
  /** File URL of the project's folder. */
  readonly root: string;
  readonly buildId: string;
  readonly islands: readonly IslandModule[];
  readonly routes: readonly FsRouteEntry[];
}

/** What `_fresh/snapshot.js` exports. */
export interface DiskBuild extends Build {
  readonly files: Readonly<Record<string, FileRecord>>;
}

/** Pathname of the folder with a build's client modules. */
export function clientFolder(buildId: string): string {
  return `/_fresh/js/${buildId}/`;
}

/** Loads what an earlier build has written. */
export function loadDiskBuild(build: DiskBuild): Snapshot {
  const folder = clientFolder(build.buildId);
  const file = builtFiles(fileURLToPath(build.root), build.files, folder);
  return loadBuild(build, { mode: "production", file });
}

/** Makes a snapshot of a build; {@linkcode asset} stamps its id from then on. */
export function loadBuild(
  build: Build,
  rest: { mode: Snapshot["mode"]; file: FileLookup; devScript?: string },
): Snapshot {
  const { buildId, routes } = build;
  const folder = clientFolder(buildId);
  setBuildId(buildId);
  return {
    ...rest,
    root: fileURLToPath(build.root).replace(/(?<=.)[\\/]$/, ""),
    buildId,
    routes,
    runtimeUrl: `${folder}fresh-runtime.js`,
    islands: build.islands.flatMap((island) => islandEntries(island, folder)),
  };
}

/** Every function that a module in `islands/` exports is an island. */
function islandEntries({ name, module }: IslandModule, folder: string): IslandEntry[] {
  return Object.entries(module)
    .filter(([, component]) => typeof component === "function")
    .map(([exportName, component]) => ({
      name: exportName === "default" ? name : `${name}_${exportName}`,
      exportName,
      component: component as ComponentType,
      url: `${folder}${name}.js`,
    }));
}
