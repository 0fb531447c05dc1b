import { assert } from "@std/assert";
import { join } from "node:path";

/** Runs Deno with the settings of a project. */
export function deno(root: string, args: string[]): Deno.ChildProcess {
  const config = ["--no-lock", "--config", join(root, "deno.json")];
  const [command, ...rest] = args as [string, ...string[]];
  // Neither the tests' working directory nor the project's: a build works from anywhere.
  return new Deno.Command(Deno.execPath(), {
    args: [command, "-A", ...config, ...rest],
    cwd: Deno.build.os === "windows" ? undefined : "/",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** What a program prints that has to end well. */
export async function runToEnd(root: string, args: string[]): Promise<string> {
  const { success, stdout, stderr } = await deno(root, args).output();
  assert(success, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
