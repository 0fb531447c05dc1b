import { join, relative } from "node:path";
import { ROOT } from "./constants.ts";

const ROUTES = join(ROOT, "routes");

export interface RouteFile {
  /** Such as `(members)/appointments/[id]/index.tsx`. */
  readonly file: string;
  /** Such as `/appointments/:id`. */
  readonly pattern: string;
  /** The folder whose guard stands before it: `members`, `api`. */
  readonly group: string;
  readonly text: string;
}

/** All routes, as their files say it. */
export async function routeFiles(): Promise<RouteFile[]> {
  const found: RouteFile[] = [];
  for await (const path of files(ROUTES)) {
    const file = relative(ROUTES, path);
    const group = file.split(/[/\\]/)[0]!.replace(/[()]/g, "");
    found.push({ file, group, pattern: patternOf(file), text: await Deno.readTextFile(path) });
  }
  return found.sort((a, b) => a.file.localeCompare(b.file));
}

async function* files(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* files(join(folder, name));
    else if (!name.startsWith("_")) yield join(folder, name);
  }
}

function patternOf(file: string): string {
  const parts = file.replace(/\.tsx?$/, "").split(/[/\\]/)
    .filter((part) => !/^\(.*\)$/.test(part) && part !== "index");
  return `/${parts.map((part) => part.replace(/^\[(.+)\]$/, ":$1")).join("/")}`;
}
