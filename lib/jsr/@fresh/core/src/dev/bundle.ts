import { fileURLToPath } from "node:url";
import type { BuildOptions } from "esbuild";
import { relative } from "node:path";
import type { ResolvedBuildConfig } from "./config.ts";
import { posix } from "./crawl.ts";
import type { DenoConfig } from "./deno_config.ts";
import type { IslandFile } from "./project.ts";
import { preactPath, projectResolver } from "./resolver.ts";

const BOOT = fileURLToPath(new URL("../runtime/boot.ts", import.meta.url));

/** File names, relative to the folder of client modules, and their contents. */
export type Bundle = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

export interface BundleInput {
  readonly config: ResolvedBuildConfig;
  readonly denoConfig: DenoConfig;
  readonly islands: readonly IslandFile[];
  readonly mode: "development" | "production";
  readonly buildId: string;
}

let running = 0;

/**
 * Bundles the islands and the runtime for browsers. Code that several islands use goes into chunks
 * of its own. Without islands there is nothing to bundle.
 *
 * @throws {Error} from esbuild, naming file and line, when a module cannot be bundled.
 */
export async function bundle(input: BundleInput): Promise<Bundle> {
  if (input.islands.length === 0) return new Map();
  const esbuild = await import("esbuild");
  running++;
  try {
    const { outputFiles } = await esbuild.build(bundleOptions(input));
    return new Map(outputFiles.map(({ path, contents }) => [
      posix(relative(input.config.outDir, path)),
      contents as Uint8Array<ArrayBuffer>,
    ]));
  } finally {
    // esbuild's process is shared; the last build ends it, so that the program can end too.
    if (--running === 0) await esbuild.stop();
  }
}

function bundleOptions({ config, denoConfig, islands, mode, buildId }: BundleInput) {
  const development = mode === "development";
  return {
    entryPoints: {
      "fresh-runtime": BOOT,
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
    jsx: "automatic",
    jsxImportSource: "preact",
    tsconfigRaw: "{}",
    inject: development ? [preactPath("preact/debug")] : [],
    define: {
      FRESH_BUILD_ID: JSON.stringify(buildId),
      "process.env.NODE_ENV": JSON.stringify(mode),
    },
    plugins: [projectResolver(denoConfig, config.root)],
    logLevel: "silent",
  } satisfies BuildOptions;
}
