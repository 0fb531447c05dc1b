import { sql } from "kysely";
import { prepared } from "@/lib/db/prepared.ts";
import type { Db } from "@/lib/db/schema.ts";
import { earlierOf, type Place } from "./place.ts";
import { LISTED, type ListedRow } from "./store.ts";
import type { Conditions } from "./window.ts";

/** Either what is not over and done with, earliest first; or what is, latest first. */
export type When = "upcoming" | "past";

/** Which part of an owner's list is asked for. */
export interface Asked {
  readonly userId: string;
  readonly when: When;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Only what follows this place in the order of the list. */
  readonly after: Place | null;
  readonly limit: number;
}

const LIKE_PAST = { userId: "", now: 0, startsAt: 0, id: "", limit: 0 };

function pastQuery(
  db: Db,
  { userId, now, startsAt, id, limit }: typeof LIKE_PAST,
  also: Conditions = [],
) {
  return db.selectFrom("appointments").select(LISTED)
    .where("user_id", "=", userId)
    .where(sql`(starts_at, id)`, "<", sql`(${startsAt}, ${id})`)
    .where("ends_at", "<=", now)
    .where((eb) => eb.and([...also]))
    .orderBy("starts_at", "desc").orderBy("id", "desc")
    .limit(limit);
}

const find = prepared(LIKE_PAST, (db, values) => pastQuery(db, values));

/** The rows of an owner that are over, the one that began last first. */
export function pastRows(
  db: Db,
  { userId, now, after, limit }: Omit<Asked, "when">,
  also: Conditions = [],
): Promise<ListedRow[]> {
  const end = { startsAt: now, id: "" }; // what is over has begun before
  const { startsAt, id } = after ? earlierOf(after, end) : end;
  const values = { userId, now, startsAt, id, limit };
  return also.length > 0 ? pastQuery(db, values, also).execute() : find(db, values);
}
