import { rm } from "node:fs/promises";
import { dirname, isAbsolute, join, relative } from "node:path";
import type { FileRecord } from "../static_files.ts";
import type { Bundle } from "./bundle.ts";
import { posix, type Project } from "./project.ts";
import { hashFiles } from "./static_files.ts";

const NOTICE = "// Written by the build. Changes are lost at the next one.\n";

/** Writes a build to disk in place of the one before. */
export async function writeBuild(project: Project, bundle: Bundle): Promise<void> {
  const { root, outDir, staticDir } = project.config;
  const outStatic = join(outDir, "static");
  await rm(outDir, { recursive: true, force: true });
  for (const [pathname, bytes] of bundle) {
    const path = join(outStatic, pathname);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, bytes);
  }
  const files = await hashFiles(root, [...staticDir, outStatic]);
  await Deno.mkdir(outDir, { recursive: true });
  await Deno.writeTextFile(join(outDir, "snapshot.js"), snapshotModule(project, files));
  await Deno.writeTextFile(join(outDir, "server.js"), serverModule(project));
}

function serverModule({ config: { outDir, serverEntry } }: Project): string {
  return NOTICE + `import { builtHandler } from "fresh/internal";
import { app } from ${specifier(outDir, serverEntry)};
import build from "./snapshot.js";

export default { fetch: builtHandler(app, build) };
`;
}

function snapshotModule(
  { config: { root, outDir }, islands, routes, buildId }: Project,
  files: Record<string, FileRecord>,
): string {
  const imports = islands.map(({ source }, i) =>
    `import * as island${i} from ${specifier(outDir, source)};\n`
  );
  const modules = islands.map(({ name }, i) => `\n    { name: "${name}", module: island${i} },`);
  const entries = routes.map(({ path, source, eager }) =>
    `\n    { path: ${JSON.stringify(path)}, eager: ${eager}, ` +
    `load: () => import(${unseen(specifier(outDir, source))}) },`
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

/**
 * The same address, hidden from Deno, which would otherwise look up and read all that any route imports before an app
 * can start: half of its time to be ready.
 */
function unseen(specifier: string): string {
  return specifier.startsWith('".') ? `new URL(${specifier}, import.meta.url).href` : specifier;
}

/** A module's path as written in an import; a bare specifier stays what it is. */
function specifier(from: string, source: string): string {
  if (!isAbsolute(source)) return JSON.stringify(source);
  const path = posix(relative(from, source));
  const escaped = path.replace(/[%?#]/g, encodeURIComponent);
  return JSON.stringify(escaped.startsWith(".") ? escaped : `./${escaped}`);
}
