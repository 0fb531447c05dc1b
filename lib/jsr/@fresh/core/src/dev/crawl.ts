import { join, relative, sep } from "node:path";

/**
 * Lists the files below a folder, sorted; a folder that does not exist has none.
 *
 * @returns paths relative to the folder, with `/`
 */
export async function listFiles(folder: string): Promise<string[]> {
  const paths: string[] = [];
  async function visit(directory: string): Promise<void> {
    for await (const entry of Deno.readDir(directory)) {
      const path = join(directory, entry.name);
      if (entry.isDirectory) await visit(path);
      else paths.push(posix(relative(folder, path)));
    }
  }
  try {
    await visit(folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return paths.sort();
}

/** The modules below a folder that `ignore` does not name. */
export async function listModules(folder: string, ignore: readonly RegExp[]): Promise<string[]> {
  const paths = await listFiles(folder);
  const ignored = (path: string) => ignore.some((pattern) => pattern.test(join(folder, path)));
  return paths.filter((path) => /\.[jt]sx?$/.test(path) && !ignored(path));
}

/** A path with `/` between its parts on every system. */
export function posix(path: string): string {
  return path.split(sep).join("/");
}
