import { join } from "node:path";
import { ROOT } from "./constants.ts";

/** The names of the tests in a folder, as they stand in its files; those that are made by a loop to their first `${`. */
export async function testNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(join(ROOT, folder))) {
    const text = await Deno.readTextFile(join(ROOT, folder, name));
    for (const [, , found] of text.matchAll(/Deno\.test\(\s*(["`])(.*?)(?:\1,|\$\{)/g)) {
      names.push(found!);
    }
  }
  return names;
}

/** The rows of the first table below a heading of CONTRIBUTING.md, a list of cells each. */
export async function tableBelow(heading: string): Promise<string[][]> {
  const text = await Deno.readTextFile(join(ROOT, "CONTRIBUTING.md"));
  const section = text.slice(text.indexOf(`\n## ${heading}\n`) + 1).split("\n## ")[0]!;
  const rows = section.split("\n").filter((line) => line.startsWith("|")).slice(2);
  return rows.map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim()));
}
