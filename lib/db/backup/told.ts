import { ConfigError } from "@/lib/config.ts";

/**
 * Takes one step with files. What the system or SQLite has against it is told in one line.
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

/** Errors of files and of SQLite carry a code ("ENOENT", "ERR_SQLITE_ERROR"), those of our own making none. */
function isFromOutside(error: unknown): error is Error {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
