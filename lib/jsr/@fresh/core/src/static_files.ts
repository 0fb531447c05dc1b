import { join } from "node:path";
import type { FileLookup, StaticFile } from "./build.ts";

/** What a build notes of a static file; `path` is relative to the project. */
export type FileRecord = Omit<StaticFile, "read"> & { readonly path: string };

/** Bytes up to which a file is kept in memory once it was asked for. */
const KEPT_SIZE = 64 * 1024;
/** Bytes that further kept files may take. */
let room = 8 * 1024 * 1024;

/**
 * Finds the files of a finished build.
 *
 * @param root absolute path of the project
 * @param records the files by pathname
 */
export function builtFiles(root: string, records: Record<string, FileRecord>): FileLookup {
  const files = new Map<string, StaticFile>();
  for (const [pathname, record] of Object.entries(records)) {
    files.set(pathname, { ...record, read: reader(join(root, record.path), record.size) });
  }
  return (pathname) => Promise.resolve(files.get(pathname) ?? null);
}

/** Reads a file from disk: a small one only once, a large one piece by piece. */
function reader(path: string, size: number): StaticFile["read"] {
  let kept: Uint8Array<ArrayBuffer> | undefined;
  return async () => {
    if (kept !== undefined) return kept;
    if (size > KEPT_SIZE) return (await Deno.open(path)).readable;
    const bytes = await Deno.readFile(path);
    if (kept === undefined && bytes.length <= room) {
      kept = bytes;
      room -= bytes.length;
    }
    return bytes;
  };
}
