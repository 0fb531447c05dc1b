import type { Clock } from "@/lib/clock.ts";
import type { Db } from "@/lib/db/schema.ts";
import type { Reader } from "@/lib/reader.ts";
import { type DayItem, onDays } from "./day_items.ts";
import { dayAt, midnight } from "./time.ts";
import { inWindow } from "./window.ts";
import { dayInWords, shortDayInWords } from "./words.ts";

export interface ViewDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly reader: Reader;
}

/** A day of a week or month, for its reader. */
export interface DayView {
  /** `2026-11-23` */
  readonly iso: string;
  /** "Monday, 23 November 2026" */
  readonly name: string;
  /** "Mon 23 Nov" */
  readonly shortName: string;
  readonly isToday: boolean;
  readonly items: readonly DayItem[];
}

/** By how much the same whole day lies elsewhere in the zones of the world, at most: from UTC+14 to UTC−12. */
const SLACK = 26 * 3_600_000;

/** More than anyone could read; nobody is to make us show more. */
const MAX_SHOWN = 1000;

/** Days with what touches them, and whether there was more than can be shown. */
export async function viewDays(
  { db, clock, reader }: ViewDeps,
  userId: string,
  days: readonly string[],
): Promise<{ days: Map<string, DayView>; isCut: boolean }> {
  const from = midnight(`${days[0]}T00:00`, reader.timeZone, 0)! - SLACK;
  const until = midnight(`${days.at(-1)}T00:00`, reader.timeZone, 1)! + SLACK;
  const found = await inWindow({ db }, userId, { from, until, limit: MAX_SHOWN + 1 });
  const items = onDays(found.slice(0, MAX_SHOWN), days, reader);
  const today = dayAt(clock(), reader.timeZone);
  const views = days.map((iso): [string, DayView] => [iso, {
    iso,
    name: dayInWords(iso, reader.locale),
    shortName: shortDayInWords(iso, reader.locale),
    isToday: iso === today,
    items: items.get(iso)!,
  }]);
  return { days: new Map(views), isCut: found.length > MAX_SHOWN };
}
