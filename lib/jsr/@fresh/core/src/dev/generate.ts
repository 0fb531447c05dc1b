import { dirname, isAbsolute, join, relative } from "node:path";
import { clientFolder } from "../build.ts";
import type { FileRecord } from "../static_files.ts";
import type { Bundle } from "./bundle.ts";
import type { ResolvedBuildConfig } from "./config.ts";
import { posix } from "./crawl.ts";
import type { Project } from "./project.ts";
import { hashFiles } from "./static_files.ts";

const NOTICE = "// Written by the build. Changes are lost at the next one.\n";

/** Writes a build to disk in place of the one before. */
export async function writeBuild(
  config: ResolvedBuildConfig,
  project: Project,
  bundle: Bundle,
  buildId: string,
): Promise<void> {
  const { root, outDir, staticDir } = config;
  const outStatic = join(outDir, "static");
  await Deno.remove(outDir, { recursive: true }).catch(ignoreMissing);
  for (const [name, bytes] of bundle) {
    const path = join(outStatic, clientFolder(buildId), name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, bytes);
  }
  const files = await hashFiles(root, [...staticDir, outStatic]);
  const snapshot = snapshotModule(config, project, files, buildId);
  await Deno.mkdir(outDir, { recursive: true });
  await Deno.writeTextFile(join(outDir, "snapshot.js"), snapshot);
  await Deno.writeTextFile(join(outDir, "server.js"), serverModule(config));
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}

function serverModule({ outDir, serverEntry }: ResolvedBuildConfig): string {
  return NOTICE + `import { builtHandler } from "fresh/internal";
import { app } from ${specifier(outDir, serverEntry)};
import build from "./snapshot.js";

export default { fetch: builtHandler(app, build) };
`;
}

function snapshotModule(
  { root, outDir }: ResolvedBuildConfig,
  { islands, routes }: Project,
  files: Record<string, FileRecord>,
  buildId: string,
): string {
  const imports = islands.map(({ source }, i) =>
    `import * as island${i} from ${specifier(outDir, source)};\n`
  );
  const modules = islands.map(({ name }, i) => `\n    { name: "${name}", module: island${i} },`);
  const entries = routes.map(({ path, source, eager }) =>
    `\n    { path: ${JSON.stringify(path)}, eager: ${eager}, ` +
    `load: () => import(${specifier(outDir, source)}) },`
  );
  return NOTICE + imports.join("") + `
export default {
  root: new URL(${JSON.stringify(posix(relative(outDir, root)) + "/")}, import.meta.url).href,
  buildId: "${buildId}",
  islands: [${modules.join("")}\n  ],
  routes: [${entries.join("")}\n  ],
  files: ${JSON.stringify(files, null, 1)},
};
`;
}

/** A module's path as written in an import; a bare specifier stays what it is. */
function specifier(from: string, source: string): string {
  if (!isAbsolute(source)) return JSON.stringify(source);
  const path = posix(relative(from, source));
  const escaped = path.replace(/[%?#]/g, encodeURIComponent);
  return JSON.stringify(escaped.startsWith(".") ? escaped : `./${escaped}`);
}
