import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type App, applySnapshot } from "../app.ts";
import { listen } from "../serve.ts";
import type { Snapshot } from "../snapshot.ts";
import type { ListenOptions } from "../types.ts";
import { newBuildId } from "./build_id.ts";
import { bundle } from "./bundle.ts";
import { type BuildOptions, resolveConfig, type ResolvedBuildConfig } from "./config.ts";
import { type DenoConfig, readDenoConfig } from "./deno_config.ts";
import { writeBuild } from "./generate.ts";
import { answerAlive } from "./live_reload.ts";
import { snapshotInMemory } from "./memory.ts";
import { findProject } from "./project.ts";
import { mapSpecifier } from "./resolver.ts";

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
    options: { mode?: Snapshot["mode"]; snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: AnyApp) => void> {
    const { mode = "production", snapshot = "disk" } = options;
    const { config } = this;
    const denoConfig = await readDenoConfig(config.root);
    const registered = this.#registered.map((island) => locate(island, denoConfig, config.root));
    const project = await findProject(config, registered);
    const buildId = newBuildId();
    const { islands } = project;
    const modules = await bundle({ config, denoConfig, islands, mode, buildId });
    if (snapshot === "disk") await writeBuild(config, project, modules, buildId);
    const built = await snapshotInMemory(config, project, modules, { mode, buildId });
    return (app) => applySnapshot(app, built);
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

/** Absolute path of a registered island, or a specifier that leads elsewhere. */
function locate(specifier: string, denoConfig: DenoConfig, root: string): string {
  if (specifier.startsWith("file:")) return fileURLToPath(specifier);
  const mapped = mapSpecifier(denoConfig, specifier);
  return /^\.{1,2}\//.test(mapped) ? resolve(root, mapped) : mapped;
}
