/** Small Fresh projects in a temporary folder. */
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Fresh with the package that it needs itself, and what the session layer needs. */
const LINKED = ["@fresh/core", "@std/http", "@std/crypto"]
  .map((name) => fileURLToPath(new URL(`../../lib/jsr/${name}`, import.meta.url)));

/** Settings that a project with islands needs, and nothing else. */
const DENO_CONFIG = {
  imports: { "fresh": "jsr:@fresh/core@^2.3.3", "preact": "npm:preact@^10.29", "@/": "./" },
  nodeModulesDir: "none",
  compilerOptions: { jsx: "react-jsx", jsxImportSource: "preact" },
};

/** For tests of builds that fail: Deno 2.5 notices a moment late that esbuild's process has ended. */
export const LINGERING = { sanitizeOps: false, sanitizeResources: false };

export interface FixtureProject extends AsyncDisposable {
  /** Absolute path of its folder. */
  readonly root: string;
}

/**
 * Writes a project; it is removed when it goes out of scope.
 *
 * @param files contents by path; `deno.json` may be replaced
 * @param imports further imports of `deno.json`
 */
export async function fixtureProject(
  files: Record<string, string>,
  imports: Record<string, string> = {},
): Promise<FixtureProject> {
  const root = await Deno.makeTempDir({ prefix: "cloakroom-" });
  const links = LINKED.map((path) => relative(root, path));
  const config = { ...DENO_CONFIG, links, imports: { ...DENO_CONFIG.imports, ...imports } };
  const all = { "deno.json": JSON.stringify(config), ...files };
  for (const [name, text] of Object.entries(all)) {
    const path = join(root, name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(path, text);
  }
  return { root, [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }) };
}
