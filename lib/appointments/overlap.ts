import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/sqlite";
import { prepared } from "@/lib/db/prepared.ts";
import type { Db } from "@/lib/db/schema.ts";
import {
  type DatedAppointment,
  LISTED,
  type ListedAppointment,
  type ListedRow,
  toDated,
  toListed,
} from "./store.ts";
import { windowAround, windowQuery, windowValues } from "./window.ts";

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
  span: Span,
  exceptId: string,
  limit = 1,
): Promise<Overlap> {
  const asked = { userId, span, exceptId };
  return await counted(db, asked, await those(db, asked, LISTED, limit + 1).execute(), limit);
}

/** An appointment with what its owner has at the same time, found by one query; null where its owner has none of this id. */
export async function findWithOverlap(
  { db }: { readonly db: Db },
  userId: string,
  id: string,
  limit: number,
): Promise<{ appointment: DatedAppointment; overlap: Overlap } | null> {
  const [row] = await find(db, { userId, id, limit: limit + 1 });
  if (!row) return null;
  const appointment = toDated(row);
  const others = JSON.parse(row.others as unknown as string) as ListedRow[];
  const asked = { userId, span: appointment, exceptId: id };
  return { appointment, overlap: await counted(db, asked, others, limit) };
}

const find = prepared(
  { userId: "", id: "", limit: 0 },
  (db, { userId, id, limit }) =>
    db.selectFrom("appointments as own").selectAll("own")
      .select(
        jsonArrayFrom(
          windowQuery(db, LISTED, windowAround(userId, "own", limit), [sql`id <> own.id`]),
        ).as("others"),
      )
      .where("own.id", "=", id).where("own.user_id", "=", userId),
);

/** Whose book is looked into, and for what. */
interface Asked {
  readonly userId: string;
  readonly span: Span;
  readonly exceptId: string;
}

function those<Column extends typeof LISTED[number]>(
  db: Db,
  { userId, span: { startsAt: from, endsAt: until }, exceptId }: Asked,
  columns: readonly Column[],
  limit: number,
) {
  const values = windowValues(userId, { from, until, limit });
  return windowQuery(db, columns, values, [sql`id <> ${exceptId}`]);
}

/** The first of these rows; how many there are in all is asked only where they do not tell. */
async function counted(
  db: Db,
  asked: Asked,
  rows: readonly ListedRow[],
  limit: number,
): Promise<Overlap> {
  const first = rows.slice(0, limit).map(toListed);
  if (rows.length <= limit) return { first, count: rows.length };
  const { count } = await db
    .selectFrom(those(db, asked, ["starts_at", "id"], Number.MAX_SAFE_INTEGER).as("those"))
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { first, count };
}
