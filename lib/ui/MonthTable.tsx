import { type CalendarDay, DayCell, Today, weekAddress } from "./DayCell.tsx";

interface Week {
  /** Null where weeks have no numbers. */
  number: number | null;
  /** Null stands for days of other months. */
  days: readonly (CalendarDay | null)[];
}

interface MonthTableProps {
  caption: string;
  /** Names of the days of the week, in order. */
  weekdays: readonly string[];
  weeks: readonly Week[];
}

/** What fits into a day of a month; its week shows all. */
const MOST = 3;

/** A month: a row for each week or, where it is narrow, the days on which there is something. */
export function MonthTable({ caption, weekdays, weeks }: MonthTableProps) {
  const hasNumbers = weeks.some(({ number }) => number !== null);
  return (
    <table class="calendar month">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {hasNumbers && <th scope="col" class="calendar-number">Week</th>}
          {weekdays.map((name) => <th key={name} scope="col">{name}</th>)}
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ number, days }, index) => (
          <tr key={index}>
            {hasNumbers && <th scope="row" class="calendar-number">{number}</th>}
            {days.map((day, index) => <MonthDay key={index} day={day} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MonthDay({ day }: { day: CalendarDay | null }) {
  if (!day) return <td class="outside" />;
  const { iso, name, isToday } = day;
  return (
    <DayCell
      day={day}
      most={MOST}
      heading={
        <p class="calendar-date">
          <a href={weekAddress(iso)}>
            <time dateTime={iso}>
              <span class="calendar-numeral" aria-hidden="true">{Number(iso.slice(-2))}</span>
              <span class="calendar-name">{name}</span>
            </time>
          </a>
          {isToday && <Today />}
        </p>
      }
    />
  );
}
