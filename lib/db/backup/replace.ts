import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { makeOneFile } from "./copy_file.ts";
import { BESIDE, toDisk } from "./place.ts";

/**
 * Puts a file in the place of a database that is seized, or of none. What was there, with its log where it has one, goes
 * by another name from then on. At no moment is there no database: an app that starts just then would make a new one.
 *
 * @param kept the new name of what was there
 */
export async function replaceDatabase(path: string, by: string, kept: string): Promise<void> {
  makeOneFile(by);
  await ownLike(existsSync(path) ? path : dirname(path), by);
  await toDisk(by);
  if (existsSync(path)) await nameToo(path, kept);
  for (const end of BESIDE) {
    // The log of another database would be taken for the new one's.
    if (existsSync(path + end)) await Deno.rename(path + end, kept + end);
  }
  await Deno.rename(by, path);
  await toDisk(dirname(path));
}

/** Some file systems know no second names; there is a moment without the first one then. */
async function nameToo(path: string, name: string): Promise<void> {
  try {
    await Deno.link(path, name);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) throw error;
    await Deno.rename(path, name);
  }
}

/** Restored by root, the file has to be the app's all the same. */
async function ownLike(model: string, path: string): Promise<void> {
  const [wanted, present] = [await Deno.stat(model), await Deno.stat(path)];
  if (wanted.uid === present.uid && wanted.gid === present.gid) return;
  await Deno.chown(path, wanted.uid, wanted.gid);
}
