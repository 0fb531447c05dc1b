import { dirname, join } from "node:path";

/** The part of a deno.json that matters to a build. */
export interface DenoConfig {
  /** Absolute path of the file. */
  readonly path: string;
  readonly imports?: Readonly<Record<string, string>>;
  readonly compilerOptions?: {
    readonly jsx?: string;
    readonly jsxImportSource?: string;
    readonly jsxPrecompileSkipElements?: readonly string[];
  };
}

/** Elements that must stay vnodes, so that rendering can still change them. */
const SKIPPED = "a img source body html head title meta script link style base noscript template"
  .split(" ");

/**
 * Reads the deno.json or deno.jsonc that is nearest to a folder, in it or above.
 *
 * @throws {Error} when there is none, or its JSX settings do not work with islands.
 */
export async function readDenoConfig(root: string): Promise<DenoConfig> {
  const config = await findConfig(root);
  const { jsx, jsxImportSource, jsxPrecompileSkipElements = [] } = config.compilerOptions ?? {};
  if (jsxImportSource === undefined) {
    throw new Error(`${config.path} lacks "compilerOptions": { "jsxImportSource": "preact" }`);
  }
  const missing = SKIPPED.filter((name) => !jsxPrecompileSkipElements.includes(name));
  if (jsx === "precompile" && missing.length > 0) {
    throw new Error(
      `"jsx": "precompile" in ${config.path} needs these in "jsxPrecompileSkipElements" as well: ` +
        missing.join(", "),
    );
  }
  return config;
}

async function findConfig(folder: string): Promise<DenoConfig> {
  for (const name of ["deno.json", "deno.jsonc"]) {
    const path = join(folder, name);
    try {
      return { ...JSON.parse(stripComments(await Deno.readTextFile(path))), path };
    } catch (error) {
      if (error instanceof SyntaxError) throw new Error(`${path} is not valid: ${error.message}`);
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  const parent = dirname(folder);
  if (parent === folder) throw new Error("There is no deno.json in the project's folder or above");
  return findConfig(parent);
}

/** Turns JSON with comments and trailing commas into plain JSON; strings are left alone. */
function stripComments(text: string): string {
  return text
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[^]*?\*\//g, "$1")
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, "$1");
}
