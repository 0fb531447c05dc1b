import { join } from "node:path";
import { contentTypeOf } from "./content_type.ts";
import type { Snapshot, StaticFile } from "./snapshot.ts";

/** Where a static file lies below the project, its size in bytes and its hash. */
export type FileRecord = readonly [path: string, size: number, hash: string];

export type FileLookup = Snapshot["file"];

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes up to which a file is kept in memory once it was asked for. */
const KEPT_SIZE = 64 * 1024;
/** Bytes that all kept files may take together. */
const KEPT_TOTAL = 8 * 1024 * 1024;

/** Reads files from disk, and the small ones only once. */
class FileReader {
  readonly #kept = new Map<string, Bytes>();
  #room = KEPT_TOTAL;

  async read(path: string, size: number): Promise<Bytes | ReadableStream<Bytes>> {
    const kept = this.#kept.get(path);
    if (kept !== undefined) return kept;
    if (size > KEPT_SIZE) return (await Deno.open(path)).readable;
    const bytes = await Deno.readFile(path);
    if (bytes.length <= this.#room && !this.#kept.has(path)) {
      this.#kept.set(path, bytes);
      this.#room -= bytes.length;
    }
    return bytes;
  }
}

/**
 * Finds the files of a finished build.
 *
 * @param root absolute path of the project
 * @param records the files by pathname
 * @param immutable start of the pathnames whose content never changes
 */
export function builtFiles(
  root: string,
  records: Readonly<Record<string, FileRecord>>,
  immutable: string,
): FileLookup {
  const reader = new FileReader();
  const files = new Map<string, StaticFile>();
  for (const [pathname, [path, size, hash]] of Object.entries(records)) {
    files.set(pathname, {
      contentType: contentTypeOf(path),
      size,
      hash,
      immutable: pathname.startsWith(immutable),
      read: () => reader.read(join(root, path), size),
    });
  }
  return (pathname) => Promise.resolve(files.get(pathname) ?? null);
}
