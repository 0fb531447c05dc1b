import { sql } from "kysely";
import type { Db } from "@/lib/db/schema.ts";
import { LISTED, type ListedAppointment, toListed } from "./store.ts";
import { windowQuery, windowValues } from "./window.ts";

/** Milliseconds since 1970; the end is exclusive. */
export interface Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What is in a book at the same time as something else. */
export interface Overlap {
  /** The earliest of them, and no more than are asked for. */
  readonly first: readonly ListedAppointment[];
  readonly count: number;
}

/**
 * What an owner has at the same time; what only touches, does not overlap.
 *
 * @param exceptId the appointment that is asked about, if it is in the book already
 * @param limit how many of them are wanted by name
 */
export async function overlapping(
  { db }: { readonly db: Db },
  userId: string,
  { startsAt: from, endsAt: until }: Span,
  exceptId: string,
  limit = 1,
): Promise<Overlap> {
  const those = <Column extends typeof LISTED[number]>(columns: readonly Column[], limit: number) =>
    windowQuery(db, columns, windowValues(userId, { from, until, limit }), [
      sql`id <> ${exceptId}`,
    ]);
  const rows = await those(LISTED, limit + 1).execute();
  const first = rows.slice(0, limit).map(toListed);
  if (rows.length <= limit) return { first, count: rows.length };
  const { count } = await db
    .selectFrom(those(["starts_at", "id"], Number.MAX_SAFE_INTEGER).as("those"))
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { first, count };
}
