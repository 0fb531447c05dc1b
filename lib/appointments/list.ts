import type { Clock } from "@/lib/clock.ts";
import type { Db } from "@/lib/db/schema.ts";
import { type Asked, pastRows, type When } from "./past.ts";
import { cut, EVER, type Place } from "./place.ts";
import { among, candidates, matching, type Words } from "./search.ts";
import { type ListedAppointment, type ListedRow, toListed } from "./store.ts";
import { type Conditions, windowRows } from "./window.ts";

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
}

/** Which part of a list is asked for. */
export interface ListWanted {
  readonly when: When;
  /** Only what has all of them in title or place. */
  readonly words?: Words;
  /** The place in the order after which it begins; null for the first page. */
  readonly after?: Place | null;
  readonly limit: number;
}

export interface ListPage {
  readonly appointments: readonly ListedAppointment[];
  /** The cursor of the next page; null on the last one. */
  readonly next: string | null;
}

/**
 * One page of an owner's appointments. It begins behind a place in the order, not at a number: what is added or deleted
 * meanwhile makes none come twice or go missing.
 */
export async function listPage(
  { db, clock }: Deps,
  userId: string,
  { when, words = [], after = null, limit }: ListWanted,
): Promise<ListPage> {
  const asked = { userId, when, now: clock(), after, limit: limit + 1 };
  const few = words.length > 0 ? await candidates(db, userId, words) : null;
  const conditions = matching(words);
  const rows = few ? among(db, few, asked, conditions) : walk(db, asked, conditions);
  const { shown, next } = cut(await rows, limit);
  return { appointments: shown.map(toListed), next };
}

/** What its owner has not over and done with yet, earliest first. */
export async function upcomingAppointments(
  deps: Deps,
  userId: string,
  limit: number,
): Promise<readonly ListedAppointment[]> {
  return (await listPage(deps, userId, { when: "upcoming", limit })).appointments;
}

/** Goes along the list until the page is full. */
function walk(
  db: Db,
  asked: Asked,
  conditions: Conditions,
): Promise<ListedRow[]> {
  if (asked.when === "past") return pastRows(db, asked, conditions);
  const { userId, now, after, limit } = asked;
  const window = { from: now, until: EVER.until, after: after ?? undefined, limit };
  return windowRows(db, userId, window, conditions);
}
