import { assertEquals } from "@std/assert";
import { onDays } from "@/lib/appointments/day_items.ts";
import { fromLocal } from "@/lib/appointments/time.ts";

interface Case {
  what: string;
  zone?: string;
  /** The zone in which an all-day appointment was meant. */
  allDayIn?: string;
  locale?: string;
  span: [start: string, end: string];
  days: Record<string, string>;
}

const CASES: Case[] = [
  {
    what: "one within a day stands there with both its times",
    span: ["2026-11-23T09:30", "2026-11-23T10:15"],
    days: { "2026-11-22": "", "2026-11-23": "09:30 – 10:15", "2026-11-24": "" },
  },
  {
    what: "one over night begins on one day and ends on the next",
    span: ["2026-11-23T22:30", "2026-11-24T06:00"],
    days: { "2026-11-23": "from 22:30", "2026-11-24": "until 06:00" },
  },
  {
    what: "one of several days takes those between as a whole",
    span: ["2026-11-23T09:00", "2026-11-25T14:00"],
    days: { "2026-11-23": "from 09:00", "2026-11-24": "all day", "2026-11-25": "until 14:00" },
  },
  {
    what: "one that ends at midnight does not touch the next day",
    span: ["2026-11-23T20:00", "2026-11-24T00:00"],
    days: { "2026-11-23": "from 20:00", "2026-11-24": "" },
  },
  {
    what: "one from midnight to midnight takes the day as a whole",
    span: ["2026-11-23T00:00", "2026-11-24T00:00"],
    days: { "2026-11-22": "", "2026-11-23": "all day", "2026-11-24": "" },
  },
  {
    what: "one that begins at midnight and ends in the night has both its times",
    span: ["2026-11-23T00:00", "2026-11-23T01:00"],
    days: { "2026-11-23": "00:00 – 01:00" },
  },
  {
    what: "a whole day is that of its own zone, wherever it is read",
    zone: "America/Los_Angeles",
    allDayIn: "Pacific/Kiritimati",
    span: ["2026-11-23T00:00", "2026-11-24T00:00"],
    days: { "2026-11-22": "", "2026-11-23": "all day", "2026-11-24": "" },
  },
  {
    what: "a day of 23 hours is a whole one",
    zone: "Europe/Berlin",
    allDayIn: "Europe/Berlin",
    span: ["2026-03-29T00:00", "2026-03-30T00:00"],
    days: { "2026-03-28": "", "2026-03-29": "all day", "2026-03-30": "" },
  },
  {
    what: "an hour that comes twice is told by the clock",
    zone: "Europe/Berlin",
    span: ["2026-10-25T02:30", "2026-10-26T00:30"],
    days: { "2026-10-25": "from 02:30", "2026-10-26": "until 00:30" },
  },
  {
    what: "a day without midnight begins at one, and is a whole one",
    zone: "Africa/Cairo",
    allDayIn: "Africa/Cairo",
    span: ["2026-04-24T00:00", "2026-04-25T00:00"],
    days: { "2026-04-23": "", "2026-04-24": "all day", "2026-04-25": "" },
  },
  {
    what: "times have the reader's form",
    locale: "en-US",
    span: ["2026-11-23T21:30", "2026-11-24T14:00"],
    days: { "2026-11-23": "from 9:30 PM", "2026-11-24": "until 2:00 PM" },
  },
];

for (const { what, zone = "UTC", allDayIn, locale = "en-GB", span, days } of CASES) {
  Deno.test(`in a calendar ${what}`, () => {
    const timeZone = allDayIn ?? zone;
    const [startsAt, endsAt] = span.map((local) => fromLocal(local, timeZone)!);
    const appointment = {
      id: "1",
      title: "",
      location: "",
      startsAt: startsAt!,
      endsAt: endsAt!,
      timeZone,
      isAllDay: allDayIn !== undefined,
    };
    const found = onDays([appointment], Object.keys(days), { timeZone: zone, locale });
    const times = Object.fromEntries([...found].map(([day, [item]]) => [day, item?.time ?? ""]));
    assertEquals(times, days);
  });
}

Deno.test("what takes the whole day stands first, the rest in its order", () => {
  const hour = (title: string, start: number, end: number, isAllDay = false) => ({
    id: title,
    title,
    location: "",
    startsAt: start * 3_600_000,
    endsAt: end * 3_600_000,
    timeZone: "UTC",
    isAllDay,
  });
  const list = [
    hour("trip", -30, 60),
    hour("night", -3, 5),
    hour("early", 1, 2),
    hour("day", 0, 24, true),
    hour("late", 20, 21),
  ];
  const found = onDays(list, ["1970-01-01"], { timeZone: "UTC", locale: "en-GB" });
  const titles = found.get("1970-01-01")!.map(({ title }) => title);
  assertEquals(titles, ["trip", "day", "night", "early", "late"]);
});
