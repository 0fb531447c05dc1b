import { firstWeekday, shifted, weekNumber, weekOf } from "./calendar.ts";
import { type DayView, viewDays, type ViewDeps } from "./days_view.ts";
import { daysInWords } from "./words.ts";

export interface WeekView {
  /** "Week 48: 23–29 November 2026"; without the number where weeks do not begin on Mondays. */
  readonly title: string;
  /** "23–29 November 2026" */
  readonly span: string;
  readonly days: readonly DayView[];
  /** A day of the week before; null when that is outside of the book. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Whether there was more than can be shown. */
  readonly isCut: boolean;
}

/** The week in which a day lies, as its reader counts weeks. */
export async function weekView(deps: ViewDeps, userId: string, day: string): Promise<WeekView> {
  const { locale } = deps.reader;
  const first = firstWeekday(locale);
  const week = weekOf(day, first).filter((day) => day !== null);
  const { days, isCut } = await viewDays(deps, userId, week);
  const span = daysInWords(week[0]!, week.at(-1)!, locale);
  return {
    title: first === 1 ? `Week ${weekNumber(day)}: ${span}` : span,
    span,
    days: [...days.values()],
    previous: shifted(week[0]!, -1),
    next: shifted(week.at(-1)!, 1),
    isCut,
  };
}
