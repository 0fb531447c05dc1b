import type { BuildOptions } from "esbuild";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { clientFolder } from "../build.ts";
import { posix, type Project } from "./project.ts";
import { projectResolver } from "./resolver.ts";

const runtime = (name: string) => fileURLToPath(new URL(`../runtime/${name}.ts`, import.meta.url));

/** The client modules by pathname. */
export type Bundle = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

let running = 0;

/**
 * Bundles the islands and the runtime for browsers. Code that several islands use goes into chunks
 * of its own. Without islands there is nothing to bundle.
 *
 * @throws {Error} from esbuild, naming file and line, when a module cannot be bundled.
 */
export async function bundleIslands(project: Project): Promise<Bundle> {
  if (project.islands.length === 0) return new Map();
  const esbuild = await import("esbuild");
  running++;
  try {
    const { outputFiles } = await esbuild.build(bundleOptions(project));
    return new Map(outputFiles.map(({ path, contents }) => [
      clientFolder(project.buildId) + posix(relative(project.config.outDir, path)),
      contents as Uint8Array<ArrayBuffer>,
    ]));
  } finally {
    // esbuild's process is shared; the last build ends it, so that the program can end too.
    if (--running === 0) await esbuild.stop();
  }
}

function bundleOptions({ config, denoConfig, islands, mode, buildId }: Project) {
  const development = mode === "development";
  return {
    entryPoints: {
      "fresh-runtime": runtime(development ? "boot_dev" : "boot"),
      ...Object.fromEntries(islands.map(({ name, source }) => [name, source])),
    },
    outdir: config.outDir,
    absWorkingDir: config.root,
    write: false,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: config.target as string | string[],
    minify: !development,
    sourcemap: development ? "linked" : config.sourceMap ?? false,
    jsx: "transform",
    jsxFactory: "freshElement",
    jsxFragment: "freshFragment",
    tsconfigRaw: "{}",
    inject: [runtime("jsx")],
    define: {
      FRESH_BUILD_ID: JSON.stringify(buildId),
      "process.env.NODE_ENV": JSON.stringify(mode),
    },
    plugins: [projectResolver(denoConfig, config.root)],
    logLevel: "silent",
  } satisfies BuildOptions;
}
