import { DatabaseFileError } from "@/lib/database_trouble.ts";

/**
 * Notices that the file of an open database is no longer the one at its path. SQLite would go on writing to the file
 * that it has opened, which nobody will find again (sqlite.org/howtocorrupt.html §2.4).
 */
export class FileWatch {
  readonly #files: { readonly path: string; id: string | null }[];
  #isLost = false;

  /**
   * @param path of a database that was opened just now, with a log (`-wal`) beside it
   * @param onLost called once, when the file is first missed
   */
  constructor(path: string, readonly onLost: () => void) {
    this.#files = [path, `${path}-wal`].map((each) => ({ path: each, id: identify(each) }));
  }

  /** @throws {DatabaseFileError} when another file, or none, lies where the database was opened */
  check(): void {
    for (const file of this.#files) {
      const id = identify(file.path);
      file.id ??= id; // SQLite makes its log when it first needs one, and keeps it
      if (id === file.id) continue;
      if (!this.#isLost) this.onLost();
      this.#isLost = true;
      throw new DatabaseFileError(file.path, id ? "replaced" : "gone");
    }
  }
}

/** What tells a file from any other on this machine, or null when there is none. */
function identify(path: string): string | null {
  try {
    const { dev, ino } = Deno.statSync(path);
    return `${dev}:${ino}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
