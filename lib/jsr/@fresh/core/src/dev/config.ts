import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What `new Builder()` takes. Paths are relative to `root`. */
export interface BuildOptions {
  /** Folder of the project, as a path or a file URL. Default: the working directory. */
  root?: string;
  /** The module that exports `app`. Default: `main.ts`. */
  serverEntry?: string;
  /** Where a build is written. Default: `_fresh`. */
  outDir?: string;
  /** Files that are served as they are; in the first folder that has them. Default: `static`. */
  staticDir?: string | string[];
  /** Default: `islands`. */
  islandDir?: string;
  /** Default: `routes`. */
  routeDir?: string;
  /** Browsers to build for, as esbuild names them. */
  target?: string | string[];
  /** Files that are neither routes nor islands. Default: test files. */
  ignore?: RegExp[];
  /** Source maps of production builds, as esbuild takes them. Default: none. */
  sourceMap?: "linked" | "inline" | "external" | "both";
}

/** The options with absolute paths and defaults filled in. */
export type ResolvedBuildConfig =
  & Readonly<Required<Omit<BuildOptions, "staticDir" | "sourceMap">>>
  & Readonly<Pick<BuildOptions, "sourceMap">>
  & { readonly staticDir: readonly string[] };

const TEST_FILE = /[._]test\.[cm]?[jt]sx?$/;

/**
 * Fills the defaults in.
 *
 * @throws {TypeError} when `outDir` is the project itself or around it: a build clears it.
 */
export function resolveConfig(options: BuildOptions): ResolvedBuildConfig {
  const { root: folder = Deno.cwd() } = options;
  const root = resolve(folder.startsWith("file:") ? fileURLToPath(folder) : folder);
  const outDir = resolve(root, options.outDir ?? "_fresh");
  if (!relative(outDir, root).startsWith("..")) {
    throw new TypeError(`outDir must be a folder of its own, not ${outDir}`);
  }
  return {
    root,
    outDir,
    serverEntry: resolve(root, options.serverEntry ?? "main.ts"),
    staticDir: [options.staticDir ?? "static"].flat().map((dir) => resolve(root, dir)),
    islandDir: resolve(root, options.islandDir ?? "islands"),
    routeDir: resolve(root, options.routeDir ?? "routes"),
    target: options.target ?? ["chrome99", "firefox99", "safari15"],
    ignore: options.ignore ?? [TEST_FILE],
    sourceMap: options.sourceMap,
  };
}
