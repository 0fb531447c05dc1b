/** Few enough rows for one statement: SQLite takes 32,766 values in one, and no table here has more than 30 columns. */
const ROWS_AT_ONCE = 1000;

/** Rows or values by so many as one statement takes; an import of accounts may have more. */
export function* portions<T>(all: readonly T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += ROWS_AT_ONCE) {
    yield all.slice(start, start + ROWS_AT_ONCE);
  }
}
