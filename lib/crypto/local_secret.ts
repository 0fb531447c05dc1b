import { dirname } from "node:path";
import { randomToken } from "./random.ts";

/**
 * The secret of an app that runs on localhost only: made at the first start, kept beside the database and
 * readable by its owner alone, so that trying the app needs no setting and restarting it signs nobody out.
 *
 * @throws {Deno.errors.PermissionDenied} and other file errors
 */
export async function localSecret(path: string): Promise<string> {
  await Deno.mkdir(dirname(path), { recursive: true });
  try {
    // `createNew` decides the race of two first starts: one makes the key, the other reads it.
    await Deno.writeTextFile(path, randomToken(), { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  return (await Deno.readTextFile(path)).trim();
}
