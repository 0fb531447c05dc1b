import type { DatabaseSync } from "node:sqlite";
import type { Table } from "./tables.ts";
import { Obstacle } from "./told.ts";

/** What a column may hold. None of ours holds anything else. */
export type Value = string | number | null;

/** A database as far as rows are copied from it or into it. */
export interface Place {
  /** Runs a statement, and returns its rows. */
  ask(sql: string, values: readonly Value[]): Promise<Value[][]>;
}

/** A file as such a place. */
export function fileOf(database: DatabaseSync): Place {
  return {
    ask: (sql, values) =>
      Promise.resolve(
        database.prepare(sql).all(...values).map((row) => Object.values(row) as Value[]),
      ),
  };
}

/** Few enough that a page of rows is no burden: a calendar file that waits may take a megabyte. */
const AT_ONCE = 200;

/**
 * Copies all rows of these tables into empty ones, page by page, in their order.
 *
 * @throws {Obstacle} when there are not as many afterwards
 */
export async function copyRows(from: Place, to: Place, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    for await (const rows of pagesOf(from, table)) {
      await to.ask(insertOf(table, rows.length), rows.flat());
    }
    const [wanted, there] = [await count(from, table), await count(to, table)];
    if (wanted === there) continue;
    throw new Obstacle(`of ${wanted} rows in ${table.name} only ${there} have arrived.`);
  }
}

/** The values of `columns`, in the order of the key: what comes next lies behind the last one that is known. */
async function* pagesOf({ ask }: Place, { name, columns, key }: Table): AsyncGenerator<Value[][]> {
  const chosen = [...key.map((column, no) => `${column} AS key_${no}`), ...columns].join(", ");
  const [keys, marks] = [key.join(", "), key.map(() => "?").join(", ")];
  const query = (where: string) =>
    `SELECT ${chosen} FROM ${name} ${where} ORDER BY ${keys} LIMIT ${AT_ONCE}`;
  let rows = await ask(query(""), []);
  while (rows.length > 0) {
    yield rows.map((row) => row.slice(key.length));
    const last = rows.at(-1)!.slice(0, key.length);
    rows = await ask(query(`WHERE (${keys}) > (${marks})`), last);
  }
}

function insertOf({ name, columns }: Table, rows: number): string {
  const row = `(${columns.map(() => "?").join(", ")})`;
  return `INSERT INTO ${name} (${columns.join(", ")}) VALUES ${Array(rows).fill(row).join(", ")}`;
}

async function count({ ask }: Place, { name }: Table): Promise<number> {
  const [row] = await ask(`SELECT count(*) FROM ${name}`, []);
  return Number(row![0]);
}
