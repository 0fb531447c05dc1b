import { existsSync } from "node:fs";
import { ConfigError } from "@/lib/config.ts";

/** What the built app exports. It imports `main.ts`, so nobody can wait for it while that is being loaded. */
export async function built(): Promise<{ fetch: Deno.ServeHandler }> {
  const path = "../_fresh/server.js"; // not a literal, so that an app that is not built yet type-checks
  if (!existsSync(new URL(path, import.meta.url))) {
    throw new ConfigError(
      "it is not built yet. Run `deno task start`, or first `deno task build`.",
    );
  }
  return (await import(path)).default;
}

/** Gives up the right to write files. SQLite keeps writing to the database that is open: it asks Deno only once. */
export async function writeNoMore(): Promise<void> {
  await Deno.permissions.revoke({ name: "write" });
}

/**
 * Takes one step of the start, or of a task. What a person can put right is told in one line, without a stack.
 *
 * @param failing what cannot be done then
 */
export async function explained<T>(
  step: () => T | Promise<T>,
  failing = "Cloakroom cannot start",
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`${failing}: ${error.message}`);
    Deno.exit(1);
  }
}
