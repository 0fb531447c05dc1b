import { type CalendarDay, DayCell, Today } from "./DayCell.tsx";

/** A week: a column for each day or, where it is narrow, its days one below the other. */
export function WeekTable({ caption, days }: { caption: string; days: readonly CalendarDay[] }) {
  return (
    <table class="calendar week">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {days.map(({ iso, name, shortName, isToday }) => (
            <th key={iso} scope="col" abbr={name}>
              <time dateTime={iso}>{shortName}</time>
              {isToday && <Today />}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {days.map((day) => (
            <DayCell
              key={day.iso}
              day={day}
              heading={
                <h2 class="calendar-name">
                  <time dateTime={day.iso}>{day.name}</time>
                  {day.isToday && <Today />}
                </h2>
              }
            />
          ))}
        </tr>
      </tbody>
    </table>
  );
}
