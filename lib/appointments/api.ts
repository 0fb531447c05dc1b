import { prepared } from "@/lib/db/prepared.ts";
import type { Db } from "@/lib/db/schema.ts";
import { fromIso } from "./instant.ts";
import { type AppointmentJson, toJson } from "./json.ts";
import { BEGINNING, cut, EVER, type Place, placeOf } from "./place.ts";
import { COLUMNS, toAppointment } from "./store.ts";
import { LIKE_WINDOW, windowQuery, windowValues } from "./window.ts";

/** Which part of a list is asked for. */
export interface PageWanted {
  /** Only what ends after this instant; milliseconds since 1970. */
  readonly from: number;
  readonly limit: number;
  /** The place in the order after which it begins. */
  readonly after: Place;
}

export type ReadPage =
  | { readonly ok: true; readonly page: PageWanted }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

const NAMES = ["from", "limit", "cursor"];
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;

/** Reads the query of a list: `from`, `limit` and `cursor`, each at most once. A misspelt name is told, not ignored. */
export function readPage(query: URLSearchParams): ReadPage {
  const from = query.has("from") ? instantOf(query.get("from")!) : EVER.from;
  const limit = limitOf(query.get("limit") ?? String(DEFAULT_LIMIT));
  const after = query.has("cursor") ? placeOf(query.get("cursor")!) : BEGINNING;
  const wrong = nameErrors(query);
  if (from !== null && limit !== null && after !== null && wrong.length === 0) {
    return { ok: true, page: { from, limit, after } };
  }
  const errors = {
    ...(from === null && { from: `Please send an instant, such as 2026-05-04T09:30Z.` }),
    ...(limit === null && { limit: `Please send a whole number from 1 to ${MAX_LIMIT}.` }),
    ...(after === null && { cursor: "Please take the address under “next” of the page before." }),
    ...Object.fromEntries(wrong),
  };
  return { ok: false, errors };
}

function nameErrors(query: URLSearchParams): [name: string, error: string][] {
  const unknown = `There is no such parameter, but ${NAMES.join(", ")}.`;
  return [...new Set(query.keys())].flatMap((name): [string, string][] => {
    if (!NAMES.includes(name)) return [[name, unknown]];
    return query.getAll(name).length > 1 ? [[name, "Please send it once."]] : [];
  });
}

const findAll = prepared(
  { userId: "", startsAt: 0, id: "", limit: 0 },
  (db, { userId, startsAt, id, limit }) =>
    db.selectFrom("appointments").select(COLUMNS)
      .where("user_id", "=", userId)
      .where((eb) => eb(eb.refTuple("starts_at", "id"), ">", eb.tuple(startsAt, id)))
      .orderBy("starts_at").orderBy("id")
      .limit(limit),
);

const findFrom = prepared(LIKE_WINDOW, (db, values) => windowQuery(db, COLUMNS, values));

/**
 * One page of an owner's appointments, earliest first. A page begins behind a place in the order, not at a number: what is
 * added or deleted meanwhile makes none come twice or go missing.
 *
 * @returns with the cursor of the next page, or null at the end
 */
export async function appointmentPage(
  { db }: { db: Db },
  userId: string,
  { from, limit, after }: PageWanted,
): Promise<{ appointments: AppointmentJson[]; cursor: string | null }> {
  const window = { from, until: EVER.until, after, limit: limit + 1 };
  const rows = from === EVER.from
    ? await findAll(db, { userId, ...after, limit: limit + 1 })
    : await findFrom(db, windowValues(userId, window));
  const { shown, next } = cut(rows, limit);
  return { appointments: shown.map((row) => toJson(toAppointment(row))), cursor: next };
}

/** In a query a `+` means a space, and nearly nobody thinks of it who writes an offset. */
function instantOf(text: string): number | null {
  return fromIso(text.replace(/ (\d\d:?(\d\d)?)$/, "+$1"));
}

function limitOf(text: string): number | null {
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? limit : null;
}
