import { type App, applyBuild } from "../app.ts";
import type { Build } from "../build.ts";
import { listen } from "../serve.ts";
import type { ListenOptions } from "../types.ts";
import { bundleIslands } from "./bundle.ts";
import { type BuildOptions, resolveConfig, type ResolvedBuildConfig } from "./config.ts";
import { writeBuild } from "./generate.ts";
import { answerAlive } from "./live_reload.ts";
import { loadProject } from "./memory.ts";
import { findProject } from "./project.ts";

type Handler = Deno.ServeHandler<Deno.NetAddr>;
// deno-lint-ignore no-explicit-any -- a build does not care about the app's state
type AnyApp = App<any>;

/**
 * Makes an app ready to run: finds its routes and islands, and bundles the islands for browsers.
 *
 * @example
 * const builder = new Builder({ root: import.meta.dirname });
 * if (Deno.args.includes("build")) await builder.build();
 * else await builder.listen(() => import("./main.ts"));
 */
export class Builder {
  readonly config: ResolvedBuildConfig;
  readonly #registered: string[] = [];

  /** @throws {TypeError} when `outDir` is the project itself. */
  constructor(options: BuildOptions = {}) {
    this.config = resolveConfig(options);
  }

  /** Adds a module of islands from elsewhere: a path, a file URL or a specifier of the project. */
  registerIsland(specifier: string): void {
    this.#registered.push(specifier);
  }

  /**
   * Builds the app.
   *
   * @param options `snapshot: "memory"` writes nothing to disk
   * @returns gives an app the build
   * @throws {Error} when deno.json does not suit islands, or a module cannot be bundled.
   */
  async build(
    options: { mode?: Build["mode"]; snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: AnyApp) => void> {
    const { mode = "production", snapshot = "disk" } = options;
    const project = await findProject(this.config, this.#registered, mode);
    const bundle = await bundleIslands(project);
    if (snapshot === "disk") await writeBuild(project, bundle);
    const build = await loadProject(project, bundle);
    return (app) => applyBuild(app, build);
  }

  /**
   * Serves the app in development. Requests wait for the build, and pages reload when the server
   * has been started anew. Resolves as soon as connections are accepted.
   *
   * @param importApp imports the module that exports `app`
   */
  async listen(importApp: () => Promise<{ app: AnyApp }>, options: ListenOptions = {}) {
    const { app } = await importApp();
    const ready: Promise<Handler> = this.build({ mode: "development", snapshot: "memory" })
      .then((apply) => (apply(app), app.handler()))
      .catch(brokenBuild);
    const handler: Handler = async (request, info) =>
      answerAlive(request) ?? (await ready)(request, info);
    listen(handler, options, app.config.basePath);
  }
}

function brokenBuild(error: unknown): Handler {
  console.error(error);
  return () => new Response(`The build failed.\n\n${error}`, { status: 500 });
}
