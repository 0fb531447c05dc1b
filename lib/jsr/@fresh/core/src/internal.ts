/**
 * What a generated `_fresh/server.js` needs. Nothing here is for apps.
 * @module
 */
import { fileURLToPath } from "node:url";
import { type App, applyBuild } from "./app.ts";
import type { Build } from "./build.ts";
import { builtFiles, type FileRecord } from "./static_files.ts";

/** What `_fresh/snapshot.js` exports; `root` is a file URL. */
type Snapshot = Pick<Build, "root" | "buildId" | "islands" | "routes"> & {
  readonly files: Record<string, FileRecord>;
};

/** Gives a built app its build and makes the function that answers requests. */
export function builtHandler<State>(app: App<State>, { files, ...snapshot }: Snapshot) {
  const root = fileURLToPath(snapshot.root).replace(/(?<=.)[\\/]$/, "");
  applyBuild(app, { ...snapshot, root, mode: "production", file: builtFiles(root, files) });
  return app.handler();
}
