/** SQLite's result codes (sqlite.org/rescode.html) by the names that libSQL servers give them. */
const CODES: Readonly<Record<string, number>> = {
  PERM: 3,
  BUSY: 5,
  LOCKED: 6,
  NOMEM: 7,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  PROTOCOL: 15,
  CONSTRAINT: 19,
  NOTADB: 26,
};

/** The same by the words that SQLite has for them, for errors of `exec`, which node:sqlite gives no code (Deno 2.9). */
const WORDS: Readonly<Record<string, number>> = {
  "database is locked": 5,
  "attempt to write a readonly database": 8,
  "disk I/O error": 10,
  "database disk image is malformed": 11,
  "database or disk is full": 13,
  "unable to open database file": 14,
  "file is not a database": 26,
};

/** Those that are about the file, the disk or the machine. */
const TROUBLES = new Map([
  [3, "no permission"],
  [5, "locked"],
  [6, "locked"],
  [7, "out of memory"],
  [8, "read-only"],
  [10, "input or output failed"],
  [11, "damaged"],
  [13, "disk full"],
  [14, "cannot be opened"],
  [15, "locked"],
  [26, "no database"],
]);

/** A database server that does not do its work: away, slow, or not willing. */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";

  /** @param trouble in a word or two */
  constructor(readonly trouble: string, options?: ErrorOptions) {
    super(`The database server ${IN_WORDS.get(trouble) ?? trouble}.`, options);
  }
}

/** Troubles of a server that are no sentence with it. */
const IN_WORDS = new Map([
  ["slow", "did not answer in time"],
  ["token refused", "refuses the token"],
  ["no database", "has no database at this address"],
  ["no libSQL server", "does not answer as a libSQL server does"],
  ["redirects", "redirects to another address, which is not asked"],
]);

/** The file of a database that is open is no longer where it was opened: deleted, or replaced as a restore does it. */
export class DatabaseFileError extends Error {
  override readonly name = "DatabaseFileError";

  constructor(path: string, readonly trouble: "gone" | "replaced") {
    super(
      `${path} was ${trouble === "gone" ? "deleted or moved" : "replaced"} while the app runs. ` +
        "Nothing is written any more: put the right file in its place and restart the app.",
    );
  }
}

/** SQLite's own number for what went wrong, extended where a file tells it; 0 for all that does not come from it. */
export function errcode(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  if ("errcode" in error) return Number(error.errcode);
  if (codeOf(error) === "ERR_SQLITE_ERROR") return WORDS[error.message] ?? 0;
  const [, name = ""] = /^SQLITE_([A-Z]+)/.exec(codeOf(error)) ?? [];
  return CODES[name] ?? 0;
}

/**
 * What keeps the database from answering, in a word or two for the log; null for any other error, such as one in our
 * SQL. It passes, or somebody puts it right: whoever asks may come again.
 */
export function databaseTrouble(error: unknown): string | null {
  if (error instanceof DatabaseUnavailable || error instanceof DatabaseFileError) {
    return error.trouble;
  }
  if (error instanceof Error && codeOf(error) === "BLOCKED") return "blocked"; // by whoever runs the server
  // A transaction that took so long, or a server that was started anew meanwhile: the server has forgotten it.
  if (error instanceof Error && /^(STREAM|TRANSACTION)_/.test(codeOf(error))) return "interrupted";
  return TROUBLES.get(errcode(error) & 0xff) ?? null;
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Those that stay until somebody puts them right. */
const LASTING = new Set([
  "no permission",
  "read-only",
  "damaged",
  "cannot be opened",
  "no database",
  "gone",
  "replaced",
  "token refused",
  "redirects",
]);

/** Whether a trouble may be over in a moment by itself. */
export function mayPass(trouble: string): boolean {
  return !LASTING.has(trouble);
}
