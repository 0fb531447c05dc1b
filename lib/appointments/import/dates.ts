import type ICAL from "ical.js";
import { dayOf } from "../time.ts";
import { type FileEvent, type FileTime, LeftOut } from "./event.ts";
import { toRule } from "./rules.ts";
import { dateName, instantOf, OUTSIDE } from "./span.ts";
import { walk } from "./walk.ts";

/** From when until when the dates of what repeats are taken, in milliseconds since 1970. */
export interface Stretch {
  readonly now: number;
  readonly from: number;
  readonly until: number;
}

/** What working out dates may cost. */
export interface Budget {
  /** In milliseconds, for all dates of a file. */
  ms: number;
  /** Lets other requests have their turn. */
  readonly pause: () => Promise<void> | void;
}

const DAY = 86_400_000;
const YEAR = 365 * DAY;

/** A year back, for what was; two years ahead, for what is planned. */
export function stretchAround(now: number): Stretch {
  return { now, from: now - YEAR, until: now + 2 * YEAR };
}

/** What dates are worked out with. */
export interface Work {
  readonly stretch: Stretch;
  readonly budget: Budget;
}

/** Whether an event has more than one date. */
export function repeats({ rules, added }: FileEvent): boolean {
  return rules.length > 0 || added.length > 0;
}

/**
 * The dates of an event that repeats, in order, as far as they lie within the stretch (RFC 5545 §3.8.5): those of its rules
 * and those that are added, without those that are excluded.
 *
 * @throws {LeftOut} when a rule is none of those that are known, or it starts outside of the book
 */
export async function datesOf(event: FileEvent, work: Work): Promise<FileTime[]> {
  const { start, rules, added, excluded } = event;
  if (instantOf(start) === null) throw new LeftOut(OUTSIDE);
  const byRule = rules.length > 0 ? [] : [start];
  for (const rule of rules) byRule.push(...await byOneRule(rule, start, work));
  const found = new Map<string, FileTime>();
  for (const date of [...byRule, ...added.map((date) => likeStart(date, start))]) {
    found.set(dateName(date), date);
  }
  for (const date of excluded) exclude(found, date);
  return [...found.values()].filter((date) => isWithin(date, work.stretch))
    .sort((a, b) => instantOf(a)! - instantOf(b)!);
}

/** A date without a time is one of an event with times, where programs write it so. */
function likeStart(date: FileTime, start: FileTime): FileTime {
  if (start.time === null) return { ...date, time: null };
  return date.time === null ? { ...start, day: date.day } : date;
}

/** One date, or a whole day where no time is told. */
function exclude(found: Map<string, FileTime>, date: FileTime): void {
  found.delete(dateName(date));
  if (date.time !== null) return;
  for (const [name, { day }] of found) if (day === date.day) found.delete(name);
}

function isWithin(date: FileTime, { from, until }: Stretch): boolean {
  const instant = instantOf(date);
  return instant !== null && instant >= from && instant < until;
}

async function byOneRule(recur: ICAL.Recur, start: FileTime, work: Work): Promise<FileTime[]> {
  const rule = toRule(recur);
  if (!rule) throw new LeftOut("It repeats by a rule that is not known here.");
  const { budget, stretch } = work;
  if (budget.ms <= 0) throw new LeftOut("There was no time for it among so much that repeats.");
  await budget.pause();
  const began = performance.now();
  const end = endIn(recur, start);
  const found: FileTime[] = [];
  // The days are those of the event's own clocks, so the stretch is looked at with a day to spare.
  const [from, until] = [dayNumber(stretch.from) - 1, dayNumber(stretch.until) + 2];
  for (const day of walk(rule, { start: dayNumber(Date.parse(start.day)), from, until })) {
    const date = { ...start, day: dayOf(new Date(day * DAY).toISOString()) };
    if (end !== null && textOf(date) > end) break;
    found.push(date);
  }
  budget.ms -= performance.now() - began;
  return found;
}

function dayNumber(at: number): number {
  return Math.floor(at / DAY);
}

function textOf({ day, time }: FileTime): string {
  return time === null ? day : `${day}T${time}`;
}

/**
 * The end of a rule on the event's own clocks, on which its dates are worked out: files tell it in UTC (RFC 5545 §3.3.10).
 * A day counts as a whole.
 */
function endIn({ until }: ICAL.Recur, { time, zone }: FileTime): string | null {
  if (!until) return null;
  const text = until.toString();
  if (time === null) return dayOf(text);
  if (until.isDate) return `${dayOf(text)}T23:59:59`;
  return text.endsWith("Z") ? zone.toLocal(Date.parse(text)) : text;
}
