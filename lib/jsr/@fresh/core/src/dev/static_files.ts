import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import { contentTypeOf } from "../content_type.ts";
import type { StaticFile } from "../snapshot.ts";
import type { FileLookup, FileRecord } from "../static_files.ts";
import type { Bundle } from "./bundle.ts";
import { listFiles, posix } from "./crawl.ts";

/**
 * Hashes all static files.
 *
 * @param root absolute path of the project
 * @param folders the first one that has a file wins
 * @returns the files by pathname
 */
export async function hashFiles(
  root: string,
  folders: readonly string[],
): Promise<Record<string, FileRecord>> {
  const records: Record<string, FileRecord> = {};
  for (const folder of folders) {
    for (const path of await listFiles(folder)) {
      const file = join(folder, path);
      const bytes = await Deno.readFile(file);
      records[`/${path}`] ??= [posix(relative(root, file)), bytes.length, hashOf(bytes)];
    }
  }
  return records;
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Finds the client modules of a bundle that was not written to disk. */
export function bundledFiles(bundle: Bundle, folder: string): FileLookup {
  const files = new Map<string, StaticFile>();
  for (const [name, bytes] of bundle) {
    files.set(folder + name, {
      contentType: contentTypeOf(name),
      size: bytes.length,
      hash: hashOf(bytes),
      immutable: true,
      read: () => Promise.resolve(bytes),
    });
  }
  return (pathname) => Promise.resolve(files.get(pathname) ?? null);
}

/** Finds static files as they are at this moment, for development. */
export function liveFiles(folders: readonly string[]): FileLookup {
  return async (pathname) => {
    if (/(?:^|[\\/])\.\.(?:[\\/]|$)|\0/.test(pathname)) return null;
    for (const folder of folders) {
      const file = await liveFile(join(folder, pathname));
      if (file !== null) return file;
    }
    return null;
  };
}

async function liveFile(path: string): Promise<StaticFile | null> {
  try {
    const { isFile, size } = await Deno.stat(path);
    if (!isFile) return null;
    const read = () => Deno.readFile(path);
    return { contentType: contentTypeOf(path), size, hash: null, immutable: false, read };
  } catch (error) {
    // A path may also lead through a file as if it were a folder.
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return null;
    }
    throw error;
  }
}
