import { ConfigError } from "@/lib/config.ts";
import { databaseTrouble } from "@/lib/database_trouble.ts";

/** Why a step cannot be done; {@linkcode told} says which. */
export class Obstacle extends Error {
  override readonly name = "Obstacle";
}

/**
 * Takes one step with files or a server. What these have against it, or we ourselves, is told in one line.
 *
 * @param what cannot be done then
 * @throws {ConfigError} with the reason; what is a bug stays as it is
 */
export async function told<T>(what: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!isFromOutside(error)) throw error;
    throw new ConfigError(`${what}: ${error.message.replace(/\.$/, "")}.`);
  }
}

/** Errors of files and databases carry a code ("ENOENT", "ERR_SQLITE_ERROR"), those of our own making none. */
function isFromOutside(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof ConfigError) return false;
  const hasCode = "code" in error && typeof error.code === "string";
  return error instanceof Obstacle || hasCode || databaseTrouble(error) !== null;
}
