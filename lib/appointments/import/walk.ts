import type { Rule } from "./rules.ts";

/** Days are counted from 1 January 1970. */
interface Days {
  /** The first date of all. */
  readonly start: number;
  /** From when until when dates are wanted. */
  readonly from: number;
  readonly until: number;
}

const DAY = 86_400_000;

/**
 * The days of a rule, in order, as RFC 5545 §3.3.10 has them: day by day, week by week, month by month or year by year, and
 * of each the days that are meant. The work is bounded by the days between start and end, whatever the rule: the libraries
 * that were tried go on for ever with some, or take days that a month does not have.
 */
export function* walk(rule: Rule, { start, from, until }: Days): Generator<number> {
  const isMeant = testOf(rule, fieldsOf(start));
  let left = rule.count ?? Infinity;
  for (let turn = rule.count === null ? firstTurn(rule, start, from) : 0;; turn++) {
    const [first, length] = turnOf(rule, start, turn);
    if (!(first < until)) return;
    const days: number[] = [];
    for (let day = first; day < first + length; day++) if (isMeant(day)) days.push(day);
    for (const day of placed(days, rule.places)) {
      if (day < start) continue;
      if (left-- <= 0) return;
      if (day >= from && day < until) yield day;
    }
  }
}

interface Fields {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly date: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

function fieldsOf(day: number): Fields {
  const at = new Date(day * DAY);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + 1];
  return { year, month, date: at.getUTCDate(), weekday: at.getUTCDay() };
}

/** @param month from 0; it may lie in another year */
function dayOf(year: number, month: number, date = 1): number {
  return Date.UTC(year, month, date) / DAY;
}

/** The days that are looked at together: the first one, and how many. */
function turnOf({ frequency, interval, weekStart }: Rule, start: number, turn: number) {
  const { year, month, weekday } = fieldsOf(start);
  const ahead = turn * interval;
  switch (frequency) {
    case "DAILY":
      return [start + ahead, 1] as const;
    case "WEEKLY":
      return [start - (weekday - weekStart + 7) % 7 + 7 * ahead, 7] as const;
    case "MONTHLY": {
      const first = dayOf(year, month - 1 + ahead);
      return [first, dayOf(year, month + ahead) - first] as const;
    }
    case "YEARLY": {
      const first = dayOf(year + ahead, 0);
      return [first, dayOf(year + ahead + 1, 0) - first] as const;
    }
  }
}

/** Where nothing is counted, nobody need walk from the start. */
function firstTurn({ frequency, interval }: Rule, start: number, from: number): number {
  const [a, b] = [fieldsOf(start), fieldsOf(from)];
  const ahead = {
    DAILY: from - start,
    WEEKLY: (from - start) / 7 - 1,
    MONTHLY: (b.year - a.year) * 12 + b.month - a.month,
    YEARLY: b.year - a.year,
  }[frequency];
  return Math.max(0, Math.floor(ahead / interval));
}

/** Whether a day is one that the rule means; what it leaves open is as on the first day. */
function testOf(rule: Rule, first: Fields): (day: number) => boolean {
  const { frequency, months, monthDays, weekdays } = rule;
  const isByMonth = frequency === "MONTHLY" || months !== null;
  const isOpen = !monthDays && !weekdays;
  const isInYear = frequency === "YEARLY" && isOpen && !months;
  return (day) => {
    const fields = fieldsOf(day);
    const { month, date, weekday } = fields;
    if (months ? !months.includes(month) : isInYear && month !== first.month) return false;
    if (monthDays && !monthDays.some((wanted) => isAt(wanted, monthOf(fields)))) return false;
    if (weekdays) {
      const around = isByMonth ? monthOf(fields) : yearOf(day, fields);
      return weekdays.some((wanted) => wanted.day === weekday && isNth(wanted.nth, around));
    }
    if (!isOpen || frequency === "DAILY") return true;
    return frequency === "WEEKLY" ? weekday === first.weekday : date === first.date;
  };
}

/** A place in a row: from 1, and of how many. */
type Place = readonly [place: number, length: number];

function monthOf({ year, month, date }: Fields): Place {
  return [date, dayOf(year, month) - dayOf(year, month - 1)];
}

function yearOf(day: number, { year }: Fields): Place {
  return [day - dayOf(year, 0) + 1, dayOf(year + 1, 0) - dayOf(year, 0)];
}

function isAt(wanted: number, [place, length]: Place): boolean {
  return place === (wanted > 0 ? wanted : length + 1 + wanted);
}

function isNth(nth: number, [place, length]: Place): boolean {
  return nth === 0 || Math.ceil((nth > 0 ? place : length + 1 - place) / 7) === Math.abs(nth);
}

/** Only those at certain places of a row. */
function placed(days: readonly number[], places: readonly number[] | null): readonly number[] {
  if (!places) return days;
  return days.filter((_, index) => places.some((wanted) => isAt(wanted, [index + 1, days.length])));
}
