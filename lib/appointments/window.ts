import { type RawBuilder, sql, type SqlBool } from "kysely";
import { prepared } from "@/lib/db/prepared.ts";
import type { Db } from "@/lib/db/schema.ts";
import { BEGINNING, laterOf, type Place } from "./place.ts";
import { type COLUMNS, LISTED, type ListedAppointment, type ListedRow, toListed } from "./store.ts";

/** What else is to hold of each row. */
export type Conditions = readonly RawBuilder<SqlBool>[];

/** A stretch of time, and which part of what touches it is asked for. Times are milliseconds since 1970. */
export interface Window {
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  /** Only what comes after this place in the order. */
  readonly after?: Place;
  readonly limit: number;
}

/** What a query for a window is given. */
export interface WindowValues extends Record<string, number | string> {
  readonly userId: string;
  readonly from: number;
  readonly until: number;
  readonly startsAt: number;
  readonly id: string;
  /** The same place, or the earliest one at which something short can begin that touches the window. */
  readonly shortStartsAt: number;
  readonly shortId: string;
  readonly limit: number;
}

/** One of each kind, for `prepared`. */
export const LIKE_WINDOW: WindowValues = {
  userId: "",
  from: 0,
  until: 0,
  startsAt: 0,
  id: "",
  shortStartsAt: 0,
  shortId: "",
  limit: 0,
};

/** The same, where some of it stands in another table or row. */
type Bounds = {
  readonly [Name in keyof WindowValues]: WindowValues[Name] | RawBuilder<WindowValues[Name]>;
};

/** 31 days in milliseconds: what lasts longer stands in the index `appointments_long`, which says so, too. */
const SHORT = 2_678_400_000;

export function windowValues(
  userId: string,
  { from, until, after = BEGINNING, limit }: Window,
): WindowValues {
  const short = laterOf(after, { startsAt: from - SHORT, id: "" });
  return {
    userId,
    from,
    until,
    startsAt: after.startsAt,
    id: after.id,
    shortStartsAt: short.startsAt,
    shortId: short.id,
    limit,
  };
}

/** What touches the time of the row that goes by this name in the query around it. */
export function windowAround(userId: string, name: string, limit: number): Bounds {
  const [from, until] = ["starts_at", "ends_at"].map((column) =>
    sql.ref<number>(`${name}.${column}`)
  );
  const shortStartsAt = sql<number>`${from} - ${sql.lit(SHORT)}`;
  const short = { shortStartsAt, shortId: "" };
  return {
    ...windowValues(userId, { from: 0, until: 0, limit }),
    from: from!,
    until: until!,
    ...short,
  };
}

/**
 * What touches a window, earliest first. All but what lasts long begins near the window, so that no index has to be walked
 * from its beginning; the few that last long are found by their ends.
 */
export function windowQuery<Column extends typeof COLUMNS[number]>(
  db: Db,
  columns: readonly Column[],
  { userId, from, until, startsAt, id, shortStartsAt, shortId, limit }: Bounds,
  also: Conditions = [],
) {
  const those = (...conditions: RawBuilder<SqlBool>[]) =>
    db.selectFrom("appointments").select(columns)
      .where("user_id", "=", userId)
      .where("ends_at", ">", from)
      .where((eb) => eb.and([...conditions, ...also]));
  const short = those(
    sql`(starts_at, id) > (${shortStartsAt}, ${shortId})`,
    sql`starts_at < ${until}`,
    sql`ends_at - starts_at <= ${sql.lit(SHORT)}`,
  );
  // A plus keeps a column from being looked up in an index: here the one by ends is to be taken.
  const long = those(
    sql`(+starts_at, id) > (${startsAt}, ${id})`,
    sql`+starts_at < ${until}`,
    sql`ends_at - starts_at > ${sql.lit(SHORT)}`,
  );
  return short.unionAll(long).orderBy("starts_at").orderBy("id").limit(limit);
}

const find = prepared(LIKE_WINDOW, (db, values) => windowQuery(db, LISTED, values));

/** The rows of an owner that touch a window, earliest first. */
export function windowRows(
  db: Db,
  userId: string,
  window: Window,
  also: Conditions = [],
): Promise<ListedRow[]> {
  const values = windowValues(userId, window);
  return also.length > 0 ? windowQuery(db, LISTED, values, also).execute() : find(db, values);
}

/** What of an owner's touches a stretch of time: begins before its end and ends after its beginning; earliest first. */
export async function inWindow(
  { db }: { readonly db: Db },
  userId: string,
  window: Window,
): Promise<ListedAppointment[]> {
  return (await windowRows(db, userId, window)).map(toListed);
}
