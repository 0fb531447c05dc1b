import { firstWeekday, monthLater, monthOf, weekNumber, weekOf } from "./calendar.ts";
import { type DayView, viewDays, type ViewDeps } from "./days_view.ts";
import { monthInWords, weekdayInWords } from "./words.ts";

export interface MonthView {
  /** "November 2026" */
  readonly title: string;
  /** "Monday" and so on, in the reader's order. */
  readonly weekdays: readonly string[];
  readonly weeks: readonly MonthWeek[];
  /** The first day of the month before; null when that is outside of the book. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Whether there was more than can be shown. */
  readonly isCut: boolean;
}

export interface MonthWeek {
  /** By ISO 8601; null where weeks do not begin on Mondays. */
  readonly number: number | null;
  /** Seven; null stands for days of other months. */
  readonly days: readonly (DayView | null)[];
}

/** A Monday, to name the days of the week by. */
const MONDAY = "2026-11-23";

/** The month in which a day lies, in weeks as its reader counts them. */
export async function monthView(deps: ViewDeps, userId: string, day: string): Promise<MonthView> {
  const { locale } = deps.reader;
  const first = firstWeekday(locale);
  const weeks = monthOf(day, first);
  const { days, isCut } = await viewDays(
    deps,
    userId,
    weeks.flat().filter((day) => day !== null),
  );
  const view = (day: string | null) => day === null ? null : days.get(day)!;
  return {
    title: monthInWords(day, locale),
    weekdays: weekOf(MONDAY, first).map((day) => weekdayInWords(day!, locale)),
    weeks: weeks.map((week) => ({
      number: first === 1 ? weekNumber(week.find((day) => day !== null)!) : null,
      days: week.map(view),
    })),
    previous: monthLater(day, -1),
    next: monthLater(day, 1),
    isCut,
  };
}
