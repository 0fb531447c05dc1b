import { sql, type SqlBool } from "kysely";
import type { Db } from "@/lib/db/schema.ts";
import type { Asked } from "./past.ts";
import { ownerMark, searchable } from "./search_text.ts";
import { LISTED, type ListedRow } from "./store.ts";
import type { Conditions } from "./window.ts";

/** What is searched for: words, each to be found anywhere in title or place. */
export type Words = readonly string[];

/** The shortest text that the search index knows (sqlite.org/fts5.html §4.3.4). */
const INDEXED = 3;

/** With more than so many the word is a common one, and the list itself is walked: its first page is soon full. */
const MAX_CANDIDATES = 300;

/** The words of what was typed; none when nothing of it can be searched for. */
export function wordsOf(query: string): Words {
  return [...new Set(searchable(query).split(/\s+/).filter(Boolean))];
}

/** What holds of the appointments that have these words, whatever else these mean in SQL. */
export function matching(words: Words): Conditions {
  return words.map((word) => sql<SqlBool>`instr(search, ${word}) > 0`);
}

/**
 * The numbers of all appointments that may have these words, from the search index; null when it cannot tell, or when there
 * are too many. They are to be looked at again: the index knows neither short words nor, for sure, whose it is.
 */
export async function candidates(
  db: Db,
  userId: string,
  words: Words,
): Promise<readonly number[] | null> {
  const indexed = words.filter((word) => [...word].length >= INDEXED);
  if (indexed.length === 0) return null;
  const phrases = [ownerMark(userId), ...indexed].map(phrase).join(" ");
  const { rows } = await sql<{ no: number }>`
    SELECT rowid AS no FROM appointments_search WHERE search MATCH ${phrases}
    LIMIT ${MAX_CANDIDATES + 1}`.execute(db);
  return rows.length > MAX_CANDIDATES ? null : rows.map(({ no }) => no);
}

/** Of a few rows by their numbers those that are asked for, in order. */
export function among(
  db: Db,
  numbers: readonly number[],
  { userId, when, now, after, limit }: Asked,
  conditions: Conditions,
): Promise<ListedRow[]> {
  const [follows, ends, direction] = when === "past"
    ? [sql.raw("<"), "<=", "desc"] as const
    : [sql.raw(">"), ">", "asc"] as const;
  // A plus keeps a column from being looked up in an index: the rows are known already.
  const those: Conditions = [
    sql`no IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))`,
    sql`+user_id = ${userId}`,
    ...(after ? [sql<SqlBool>`(+starts_at, id) ${follows} (${after.startsAt}, ${after.id})`] : []),
    ...conditions,
  ];
  return db.selectFrom("appointments").select(LISTED)
    .where("ends_at", ends, now)
    .where((eb) => eb.and([...those]))
    .orderBy("starts_at", direction).orderBy("id", direction)
    .limit(limit)
    .execute();
}

/** A phrase of the index's own language, in which nothing but a quote means anything (sqlite.org/fts5.html §3.1). */
function phrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
