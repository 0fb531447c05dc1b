import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigError } from "@/lib/config.ts";
import { randomToken } from "@/lib/crypto/random.ts";

/** What SQLite may keep beside a database (sqlite.org/tempfiles.html). */
export const BESIDE = ["-wal", "-shm", "-journal"] as const;

/**
 * Makes a file, for its owner alone, under a temporary name beside its own. It gets its name once it is whole and on the
 * disk; whatever goes wrong before, nothing is left.
 *
 * @throws {ConfigError} when something of that name is there already: nothing is overwritten
 */
export async function placed<T>(
  path: string,
  make: (temporary: string) => Promise<T>,
): Promise<T> {
  if (existsSync(path)) throw taken(path);
  await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return await withTemporary(path, async (temporary) => {
    const made = await make(temporary);
    await settle(temporary, path);
    return made;
  });
}

/** Works with an empty file of a new name beside `path`, and removes it afterwards where it still is. */
export async function withTemporary<T>(
  path: string,
  work: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = `${path}.${randomToken(6)}.part`;
  (await Deno.open(temporary, { createNew: true, write: true, mode: 0o600 })).close();
  try {
    return await work(temporary);
  } finally {
    for (const end of ["", ...BESIDE]) await Deno.remove(temporary + end).catch(() => {});
  }
}

/** A link is refused where something has come meanwhile; a rename would overwrite it. Some file systems know no links. */
async function settle(temporary: string, path: string): Promise<void> {
  await toDisk(temporary);
  try {
    await Deno.link(temporary, path);
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) throw taken(path);
    await Deno.rename(temporary, path);
  }
  await toDisk(dirname(path));
}

/** Waits until a file, or the names in a folder, would outlast a power cut. */
export async function toDisk(path: string): Promise<void> {
  if (Deno.build.os === "windows" && (await Deno.stat(path)).isDirectory) return; // it knows no such thing
  using file = await Deno.open(path);
  await file.sync();
}

function taken(path: string): ConfigError {
  return new ConfigError(`${path} is there already, and is not overwritten.`);
}
