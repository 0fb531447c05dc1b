/** SQLite's own number for what went wrong; 0 for all that does not come from it. */
export function errcode(error: unknown): number {
  return error instanceof Error && "errcode" in error ? Number(error.errcode) : 0;
}

/** Of SQLite's result codes (sqlite.org/rescode.html) those that are about the file, the disk or the machine. */
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

/**
 * What keeps the database from answering, in a word or two for the log; null for any other error, such as one in our
 * SQL. It passes, or somebody puts it right: whoever asks may come again.
 */
export function databaseTrouble(error: unknown): string | null {
  return TROUBLES.get(errcode(error) & 0xff) ?? null;
}
