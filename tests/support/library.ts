/** Folders of this project, to be taken along into another one. */
import { dirname, join, relative } from "node:path";
import { ROOT } from "./constants.ts";

/** The files of this project that a module needs, itself included, and the packages. */
export async function closure(entry: string) {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = async (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    const code = (await Deno.readTextFile(file)).replace(/^ \*.*$/gm, "");
    for (const [, specifier = ""] of code.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
      if (specifier.startsWith("@/")) await visit(join(ROOT, specifier.slice(2)));
      else if (specifier.startsWith(".")) await visit(join(dirname(file), specifier));
      else packages.add(specifier.replace(/^(@[^/]+\/[^/]+|[^@/][^/]*)\/.*$/, "$1"));
    }
  };
  await visit(entry);
  return { files: [...files].map((file) => relative(ROOT, file)), packages };
}

/** The texts of files by their path in this project. */
export async function copies(files: Iterable<string>): Promise<Record<string, string>> {
  const texts = [...files].map(async (file) =>
    [file, await Deno.readTextFile(join(ROOT, file))] as const
  );
  return Object.fromEntries(await Promise.all(texts));
}

/** The example in the documentation of a module, as a program. */
export async function example(file: string): Promise<string> {
  const text = await Deno.readTextFile(file);
  return /\* ```ts\n([\s\S]*?) \* ```/.exec(text)![1]!.replace(/^ \* ?/gm, "");
}

/** Runs a program in a folder, type-checked, and returns what it printed. */
export async function runProgram(folder: string, file: string) {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--check", "--allow-env", "--allow-read", "--allow-write", file],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { lines: out!.trim().split("\n").map((line) => line.trim()), errors: err! };
}
