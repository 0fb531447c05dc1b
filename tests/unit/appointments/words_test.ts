import { assertEquals } from "@std/assert";
import { byDay } from "@/lib/appointments/days.ts";
import { dayInWords, durationInWords, timeInWords } from "@/lib/appointments/words.ts";

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

Deno.test("a whole day begins, for machines, with the day; anything else with a time", () => {
  const starts = (isAllDay: boolean) =>
    byDay([{ ...span(1440, isAllDay), id: "a", title: "", location: "" }], reader("Asia/Tokyo"))
      .map(({ items }) => items[0]?.start);
  assertEquals([starts(true), starts(false)], [["2026-11-21"], ["2026-11-21T18:00"]]);
});
