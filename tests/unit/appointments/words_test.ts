import { assertEquals } from "@std/assert";
import { byDay } from "@/lib/appointments/days.ts";
import {
  dayInWords,
  daysInWords,
  durationInWords,
  monthInWords,
  shortDayInWords,
  timeInWords,
} from "@/lib/appointments/words.ts";

const NINE = Date.UTC(2026, 10, 21, 9);
const MINUTE = 60_000;
const span = (minutes: number, isAllDay = false) => ({
  startsAt: NINE,
  endsAt: NINE + minutes * MINUTE,
  isAllDay,
  timeZone: "UTC",
});

const reader = (timeZone: string) => ({ timeZone, locale: "en-GB" });

const DURATIONS: [minutes: number, words: string][] = [
  [30, "30 minutes"],
  [1, "1 minute"],
  [60, "1 hour"],
  [90, "1 hour, 30 minutes"],
  [121, "2 hours, 1 minute"],
  [1440, "1 day"],
  [3000, "2 days, 2 hours"],
  [0.2, "less than a minute"],
];

for (const [minutes, words] of DURATIONS) {
  Deno.test(`${minutes} minutes read "${words}"`, () => {
    assertEquals(durationInWords(span(minutes)), words);
  });
}

Deno.test("the length of whole days is in days, also when the clocks change", () => {
  assertEquals(durationInWords(span(23 * 60, true)), "1 day");
  assertEquals(durationInWords(span(49 * 60, true)), "2 days");
});

Deno.test("a time in words names the last day only when it is another one", () => {
  assertEquals(timeInWords("2026-11-21T09:00", "2026-11-21T09:45"), "09:00 – 09:45");
  const overnight = timeInWords("2026-11-21T09:00", "2026-11-22T09:00");
  assertEquals(overnight, "09:00 – Sunday, 22 November 2026, 09:00");
  assertEquals(dayInWords("2026-11-21"), "Saturday, 21 November 2026");
});

interface Form {
  locale: string;
  day: string;
  short: string;
  time: string;
  overnight: string;
  week: string;
  turnOfMonth: string;
}

const FORMS: Form[] = [
  {
    locale: "en-GB",
    day: "Monday, 23 November 2026",
    short: "Mon 23 Nov",
    time: "09:30 – 14:15",
    overnight: "22:30 – Tue 24 Nov, 06:00",
    week: "23–29 November 2026",
    turnOfMonth: "30 November – 6 December 2026",
  },
  {
    locale: "en-US",
    day: "Monday, November 23, 2026",
    short: "Mon Nov 23",
    time: "9:30 AM – 2:15 PM",
    overnight: "10:30 PM – Tue Nov 24, 6:00 AM",
    week: "November 23 – 29, 2026",
    turnOfMonth: "November 30 – December 6, 2026",
  },
  {
    locale: "en-AU",
    day: "Monday, 23 November 2026",
    short: "Mon 23 Nov",
    time: "9:30 am – 2:15 pm",
    overnight: "10:30 pm – Tue 24 Nov, 6:00 am",
    week: "23–29 November 2026",
    turnOfMonth: "30 November – 6 December 2026",
  },
];

for (const { locale, ...form } of FORMS) {
  Deno.test(`days and times have the form of ${locale}`, () => {
    const [start, evening] = ["2026-11-23T09:30", "2026-11-23T22:30"];
    assertEquals({
      day: dayInWords("2026-11-23", locale),
      short: shortDayInWords("2026-11-23", locale),
      time: timeInWords(start, "2026-11-23T14:15", locale),
      overnight: timeInWords(evening, "2026-11-24T06:00", locale, shortDayInWords),
      week: daysInWords("2026-11-23", "2026-11-29", locale),
      turnOfMonth: daysInWords("2026-11-30", "2026-12-06", locale),
    }, form);
    assertEquals(monthInWords("2026-11-23", locale), "November 2026");
  });
}

Deno.test("the first and the last days that the book knows have names", () => {
  assertEquals(dayInWords("1900-01-01"), "Monday, 1 January 1900");
  assertEquals(dayInWords("9999-12-31"), "Friday, 31 December 9999");
});

Deno.test("a list is grouped by the reader's days, and nothing is without a name", () => {
  const appointment = (id: string, startsAt: number, title = id) => ({
    ...span(30),
    id,
    title,
    startsAt,
    endsAt: startsAt + MINUTE,
    location: "",
  });
  const list = [appointment("a", NINE), appointment("b", NINE + 13 * 60 * MINUTE, "")];
  const days = byDay(list, reader("Europe/Berlin"));
  assertEquals(
    days.map(({ iso, items }) => [iso, items.map(({ title, time }) => `${title} ${time}`)]),
    [
      ["2026-11-21", ["a 10:00 – 10:01", "(untitled) 23:00 – 23:01"]],
    ],
  );
  assertEquals(byDay(list, reader("Asia/Tokyo")).map(({ iso }) => iso), [
    "2026-11-21",
    "2026-11-22",
  ]);
});

Deno.test("days of a list are in order, or backwards, also where a whole day was meant elsewhere", () => {
  const item = (id: string, hours: number, isAllDay: boolean) => ({
    id,
    title: id,
    location: "",
    startsAt: Date.UTC(2026, 10, 22, hours),
    endsAt: Date.UTC(2026, 10, 22, hours + 24),
    timeZone: "Asia/Tokyo",
    isAllDay,
  });
  const list = [item("23rd in Tokyo", 15, true), item("evening of the 22nd", 19, false)];
  const isos = (days: ReturnType<typeof byDay>) => days.map(({ iso }) => iso.slice(-2));
  assertEquals(isos(byDay(list, reader("UTC"))), ["22", "23"]);
  assertEquals(isos(byDay(list.toReversed(), reader("UTC"), true)), ["23", "22"]);
});

Deno.test("a whole day begins, for machines, with the day; anything else with a time", () => {
  const starts = (isAllDay: boolean) =>
    byDay([{ ...span(1440, isAllDay), id: "a", title: "", location: "" }], reader("Asia/Tokyo"))
      .map(({ items }) => items[0]?.start);
  assertEquals([starts(true), starts(false)], [["2026-11-21"], ["2026-11-21T18:00"]]);
});
