/**
 * What a generated `_fresh/server.js` needs. Nothing here is for apps.
 * @module
 */
import { type App, applySnapshot } from "./app.ts";
import { type DiskBuild, loadDiskBuild } from "./build.ts";

/** Gives a built app its build and makes the function that answers requests. */
export function builtHandler<State>(
  app: App<State>,
  build: DiskBuild,
): ReturnType<App<State>["handler"]> {
  applySnapshot(app, loadDiskBuild(build));
  return app.handler();
}
