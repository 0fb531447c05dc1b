import { lookup } from "mrmime";
import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import type { FileLookup, StaticFile } from "../build.ts";
import type { FileRecord } from "../static_files.ts";
import { listFiles, posix } from "./project.ts";

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
    for (const name of await listFiles(folder)) {
      const file = join(folder, name);
      const bytes = await Deno.readFile(file);
      records[`/${posix(name)}`] ??= {
        path: posix(relative(root, file)),
        type: contentTypeOf(name),
        size: bytes.length,
        hash: hashOf(bytes),
      };
    }
  }
  return records;
}

export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function contentTypeOf(name: string): string {
  const type = lookup(name) ?? "application/octet-stream";
  return /^text|json$|xml$/.test(type) ? `${type}; charset=UTF-8` : type;
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

/** A path may also lead through a file as if it were a folder, or be longer than any can be. */
const NO_SUCH_FILE = /^(?:ENOENT|ENOTDIR|ENAMETOOLONG)$/;

async function liveFile(path: string): Promise<StaticFile | null> {
  try {
    const { isFile, size } = await Deno.stat(path);
    if (!isFile) return null;
    return { type: contentTypeOf(path), size, hash: null, read: () => Deno.readFile(path) };
  } catch (error) {
    if (NO_SUCH_FILE.test((error as { code?: string }).code ?? "")) return null;
    throw error;
  }
}
