import { shifted, weekOf } from "./calendar.ts";
import type { NewAppointment } from "./store.ts";
import { dayAt, fromLocal, midnight } from "./time.ts";

/** What comes back in some weeks, by the clock of its owner. */
interface Habit {
  readonly title: string;
  readonly location?: string;
  readonly description?: string;
  /** 0 is Monday. */
  readonly weekday: number;
  /** When it begins and ends: `09:30`; without them it lasts all day. */
  readonly times?: readonly [start: string, end: string];
  /** After how many days it ends; on the same one unless said. */
  readonly days?: number;
  /** In which weeks, counted from this one; in all of them unless said. */
  readonly weeks?: readonly number[];
}

/** From the weeks that are past to those that are to come. */
const WEEKS = [-3, -2, -1, 0, 1, 2, 3, 4, 5];

const HABITS: readonly Habit[] = [
  { title: "Team meeting", location: "Room 4", weekday: 0, times: ["09:00", "09:30"] },
  { title: "Choir 🎶", location: "Town hall", weekday: 1, times: ["19:30", "21:15"] },
  { title: "Lunch with Bo", location: "Café Zürich", weekday: 2, times: ["12:30", "13:30"] },
  { title: "Running", weekday: 3, times: ["07:00", "07:45"] },
  { title: "Week in review", weekday: 4, times: ["15:00", "16:30"] },
  {
    title: "Dentist",
    location: "High Street 4",
    description: "Bring the insurance card.\nNo coffee before.",
    weekday: 2,
    times: ["08:15", "09:00"],
    weeks: [-2, 1],
  },
  { title: "Night train to Vienna", weekday: 4, times: ["22:25", "07:50"], days: 1, weeks: [2] },
  { title: "Trade fair", location: "Hall 3", weekday: 1, days: 2, weeks: [-1, 3] },
  { title: "Holiday", weekday: 0, days: 11, weeks: [4] },
  {
    title: "مراجعة الطبيب",
    location: "عيادة المدينة",
    weekday: 3,
    times: ["14:00", "14:30"],
    weeks: [0, 2],
  },
  { title: "", location: "Main station", weekday: 5, times: ["10:00", "10:30"], weeks: [0] },
  { title: "Call with the bank", weekday: 4, times: ["15:15", "15:45"], weeks: [1] },
];

/**
 * Some weeks of appointments around now, of all kinds that there are, for people who try the app.
 *
 * @param now milliseconds since 1970
 */
export function demoAppointments(now: number, timeZone: string): NewAppointment[] {
  const monday = weekOf(dayAt(now, timeZone), 1)[0]!;
  return WEEKS.flatMap((week) =>
    HABITS.filter(({ weeks = WEEKS }) => weeks.includes(week))
      .map((habit) => toAppointment(habit, shifted(monday, week * 7 + habit.weekday)!, timeZone))
  );
}

function toAppointment(habit: Habit, day: string, timeZone: string): NewAppointment {
  const { title, location = "", description = "", times, days = 0 } = habit;
  const lastDay = shifted(day, days)!;
  const [startsAt, endsAt] = times
    ? [fromLocal(`${day}T${times[0]}`, timeZone), fromLocal(`${lastDay}T${times[1]}`, timeZone)]
    : [midnight(`${day}T12:00`, timeZone, 0), midnight(`${lastDay}T12:00`, timeZone, 1)];
  return {
    title,
    location,
    description,
    startsAt: startsAt!,
    endsAt: endsAt!,
    isAllDay: times === undefined,
    timeZone,
  };
}
