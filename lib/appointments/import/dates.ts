import type ICAL from "ical.js";
import { dayOf } from "../time.ts";
import { type FileEvent, type FileTime, LeftOut } from "./event.ts";
import { isKnownRule, isMeant } from "./rules.ts";
import { dateName, instantOf } from "./span.ts";

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

/** Of one rule: a date a day for thirty years. */
const MAX_STEPS = 11_000;
/** Some rules take milliseconds for a step. */
const STEPS_AT_ONCE = 4;

/** A year back, for what was; two years ahead, for what is planned. */
export function stretchAround(now: number): Stretch {
  return { now, from: now - YEAR, until: now + 2 * YEAR };
}

/** What dates are worked out with. */
export interface Work {
  readonly ical: typeof ICAL;
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
 * @throws {LeftOut} when a rule is none of those that are known, or takes too many steps
 */
export async function datesOf(event: FileEvent, work: Work): Promise<FileTime[]> {
  const { start, rules, added, excluded } = event;
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

async function byOneRule(rule: ICAL.Recur, start: FileTime, work: Work): Promise<FileTime[]> {
  if (!isKnownRule(rule)) throw new LeftOut("It repeats by a rule that is not known here.");
  const { zone } = start;
  // The days are those of the event's own clocks, so the stretch is looked at with a day to spare.
  const [from, until] = [work.stretch.from - DAY, work.stretch.until + DAY].map((at) => isoDay(at));
  const found: FileTime[] = [];
  const firstDay = Number(start.day.slice(8));
  for await (const next of stepsOf(rule, nearer(rule, start, from!), work)) {
    const [day = "", time = null] = next.toString().split("T");
    if (day > until!) break;
    if (day >= from! && isMeant(rule, firstDay, next)) found.push({ day, time, zone });
  }
  return found;
}

/** One date after the other, as long as there is time. */
async function* stepsOf(
  rule: ICAL.Recur,
  start: FileTime,
  { ical, budget }: Work,
): AsyncGenerator<ICAL.Time> {
  const tame = rule.clone();
  tame.until = untilIn(rule, start, ical) as ICAL.Time;
  const first = ical.Time.fromString(textOf(start), undefined as never);
  let iterator: ICAL.RecurIterator | undefined; // making one takes a step, too
  for (let steps = 1; steps <= MAX_STEPS && budget.ms > 0; steps++) {
    const began = performance.now();
    iterator ??= tame.iterator(first);
    const next = iterator.next();
    budget.ms -= performance.now() - began;
    if (!next) return;
    yield next;
    if (steps % STEPS_AT_ONCE === 0) await budget.pause();
  }
  throw new LeftOut(TOO_OFTEN);
}

const TOO_OFTEN = "It repeats so often that its dates cannot be worked out.";

function isoDay(at: number): string {
  return dayOf(new Date(at).toISOString());
}

function textOf({ day, time }: FileTime): string {
  return time === null ? day : `${day}T${time}`;
}

/**
 * A later start for what is not counted: whole turns of the rule nearer to the stretch, so that nobody need walk there
 * from 1990. Of months and years whole years, which keep the day; of a 29 February every fourth.
 */
function nearer({ freq, interval, count }: ICAL.Recur, start: FileTime, from: string): FileTime {
  const [first, ahead] = [Date.parse(start.day), Date.parse(from) - Date.parse(start.day)];
  if (count || !(ahead > 0)) return start;
  const days = { DAILY: 1, WEEKLY: 7 }[freq as string];
  if (days) {
    const turn = days * interval * DAY;
    return { ...start, day: isoDay(first + Math.floor(ahead / turn) * turn) };
  }
  const turn = interval * (start.day.endsWith("-02-29") ? 4 : 1);
  const years = Math.floor((Number(from.slice(0, 4)) - 1 - Number(start.day.slice(0, 4))) / turn);
  const year = Number(start.day.slice(0, 4)) + Math.max(0, years) * turn;
  return { ...start, day: `${String(year).padStart(4, "0")}${start.day.slice(4)}` };
}

/**
 * The end of a rule on the event's own clocks, on which its dates are worked out: files tell it in UTC (RFC 5545 §3.3.10).
 * A day counts as a whole.
 */
function untilIn(rule: ICAL.Recur, { time, zone }: FileTime, ical: typeof ICAL) {
  const { until } = rule;
  if (!until) return null;
  const text = until.toString();
  const day = dayOf(text);
  if (time === null) return ical.Time.fromDateString(day);
  const local = until.isDate
    ? `${day}T23:59:59`
    : text.endsWith("Z")
    ? zone.toLocal(Date.parse(text))
    : text;
  return ical.Time.fromDateTimeString(local, undefined as never);
}
