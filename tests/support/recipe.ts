import { join } from "node:path";
import { ROOT } from "./constants.ts";

const page = await Deno.readTextFile(join(ROOT, "CONTRIBUTING.md"));

/** A file that CONTRIBUTING shows: a block whose first line names it in a comment. */
export function recipeFor(path: string): string {
  const blocks = page.matchAll(/^```\w+\n# (\S+)\n([^]*?)^```$/gm);
  for (const [, name, text] of blocks) {
    if (name === path) return text!;
  }
  throw new Error(`CONTRIBUTING.md shows no ${path}.`);
}

/** The same with other words in the place of some, each of which has to stand there. */
export function recipeWith(path: string, changes: Record<string, string>): string {
  let text = recipeFor(path);
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}.`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** Whether a program can be run; in CI it has to be there. */
export async function isInstalled(program: string): Promise<boolean> {
  const { success } = await new Deno.Command("sh", {
    args: ["-c", `command -v ${program}`],
    stdout: "null",
  }).output();
  return success || Deno.env.get("CI") === "true";
}
