import type { ComponentChildren } from "preact";

/** An appointment under one of its days. */
export interface CalendarItem {
  id: string;
  title: string;
  location: string;
  /** For machines: a day, or a day and a time. */
  moment: string;
  /** "09:30 – 10:15", or what of it is to be told under this day. */
  time: string;
}

/** A day of a calendar, put into words. */
export interface CalendarDay {
  /** The day as YYYY-MM-DD. */
  iso: string;
  /** "Monday, 23 November 2026" */
  name: string;
  /** "Mon 23 Nov" */
  shortName: string;
  isToday: boolean;
  items: readonly CalendarItem[];
}

interface DayCellProps {
  day: CalendarDay;
  /** How many appointments fit. */
  most?: number;
  /** What names the day where its column does not say all. */
  heading: ComponentChildren;
}

/** One day of a calendar: its name, what there is to do, and a way to add to it. */
export function DayCell({ day, most = Infinity, heading }: DayCellProps) {
  const { iso, name, isToday, items } = day;
  const more = items.length - most;
  const shown = more > 1 ? items.slice(0, most) : items; // "1 more" would take the room of the one
  return (
    <td
      id={`day-${iso}`}
      class={items.length > 0 ? "calendar-day" : "calendar-day free"}
      aria-current={isToday ? "date" : undefined}
    >
      {heading}
      {items.length > 0 && (
        <ul>
          {shown.map((item) => (
            <li key={item.id}>
              <Entry {...item} />
            </li>
          ))}
          {more > 1 && (
            <li>
              <a class="calendar-more" href={weekAddress(iso)}>
                {more} more<span class="visually-hidden">{` on ${name}`}</span>
              </a>
            </li>
          )}
        </ul>
      )}
      <a class="calendar-add" href={`/appointments/new?date=${iso}`}>
        <span aria-hidden="true">+</span>
        <span class="visually-hidden">New appointment on {name}</span>
      </a>
    </td>
  );
}

function Entry({ id, title, location, moment, time }: CalendarItem) {
  return (
    <a class="calendar-entry" href={`/appointments/${id}`}>
      <time dateTime={moment}>{time}</time> <bdi>{title}</bdi>
      {location && <span class="location" dir="auto">{location}</span>}
    </a>
  );
}

/** The week in which a day lies, at that day. */
export function weekAddress(iso: string): string {
  return `/appointments/week?date=${iso}#day-${iso}`;
}

/** Says of a day that it is today, in a word. */
export function Today() {
  return <span class="tag">Today</span>;
}
