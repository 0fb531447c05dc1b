import { link, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { randomToken } from "./random.ts";

/**
 * The secret of an app that runs on localhost only: made at the first start, kept beside the database and
 * readable by its owner alone, so that trying the app needs no setting and restarting it signs nobody out.
 *
 * @throws {Deno.errors.PermissionDenied} and other file errors
 */
export async function localSecret(path: string): Promise<string> {
  const known = await readLocalSecret(path);
  if (known !== null) return known;
  await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomToken(6)}`;
  await Deno.writeTextFile(draft, randomToken(), { mode: 0o600 });
  // Under its name the key is whole from the first moment. Of two first starts one names it, the other reads it.
  await link(draft, path).catch(ignoreExisting).finally(() => rm(draft));
  return (await readLocalSecret(path))!;
}

/** The same without making one: null when there is none yet. */
export async function readLocalSecret(path: string): Promise<string | null> {
  try {
    return (await Deno.readTextFile(path)).trim();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
}
