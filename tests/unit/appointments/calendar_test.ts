import { assertEquals } from "@std/assert";
import {
  firstWeekday,
  monthLater,
  monthOf,
  readDay,
  shifted,
  weekNumber,
  weekOf,
} from "@/lib/appointments/calendar.ts";

const DAYS: Record<string, string | null> = {
  "2026-11-23": "2026-11-23",
  "2026-11": "2026-11-01",
  "2028-02-29": "2028-02-29",
  "1900-01-01": "1900-01-01",
  "9999-12-31": "9999-12-31",
  "2026-02-30": null,
  "2027-02-29": null,
  "2026-13": null,
  "2026-00-10": null,
  "1899-12-31": null,
  "0000-01-01": null,
  "10000-01-01": null,
  "+010000-01-01": null,
  "2026-1-1": null,
  "2026": null,
  "23.11.2026": null,
  "2026-11-23T10:00": null,
  "2026-11-23 ": null,
  "tomorrow": null,
  "": null,
};

for (const [text, day] of Object.entries(DAYS)) {
  Deno.test(`"${text}" is ${day ? `the day ${day}` : "no day of the book"}`, () => {
    assertEquals(readDay(text), day);
  });
}

Deno.test("a week holds its day, and begins with Monday, Saturday or Sunday", () => {
  const week = (day: string, first: number) => weekOf(day, first).join(" ");
  for (const day of ["2026-11-23", "2026-11-26", "2026-11-29"]) {
    assertEquals(
      week(day, 1),
      "2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27 2026-11-28 2026-11-29",
    );
  }
  assertEquals(week("2026-11-29", 7).slice(0, 10), "2026-11-29");
  assertEquals(week("2026-11-28", 7).slice(0, 10), "2026-11-22");
  assertEquals(week("2026-11-27", 6).slice(0, 10), "2026-11-21");
  assertEquals(week("2026-12-31", 1).slice(-10), "2027-01-03");
  assertEquals(week("2028-03-01", 1).slice(0, 21), "2028-02-28 2028-02-29");
});

Deno.test("days before 1900 and after 9999 are in no week", () => {
  assertEquals(weekOf("1900-01-01", 7), [null, ...weekOf("1900-01-02", 1).slice(0, 6)]);
  assertEquals(weekOf("9999-12-31", 1).slice(4), ["9999-12-31", null, null]);
  assertEquals([shifted("9999-12-31", 1), shifted("1900-01-01", -1)], [null, null]);
  assertEquals([monthLater("9999-12-31", 1), monthLater("1900-01-01", -1)], [null, null]);
});

Deno.test("a month has all of its days, each in the column of its weekday", () => {
  for (const first of [1, 6, 7]) {
    for (
      const [month, length] of [
        ["2026-02", 28],
        ["2028-02", 29],
        ["2026-11", 30],
        ["9999-12", 31],
        ["1900-01", 31],
      ] as const
    ) {
      const weeks = monthOf(`${month}-15`, first);
      assertEquals(weeks.every((week) => week.length === 7 && week.some(Boolean)), true);
      const days = weeks.flat().filter((day) => day !== null);
      assertEquals(days.length, length);
      assertEquals(days, [...new Set(days)].sort());
      for (const week of weeks) {
        for (const [column, day] of week.entries()) {
          const weekday = day && (new Date(day).getUTCDay() || 7);
          if (day) assertEquals(weekday, (first + column - 1) % 7 + 1, day);
        }
      }
    }
  }
});

Deno.test("a month later is the next one, also from the 31st and over the turn of the year", () => {
  assertEquals(monthLater("2026-01-31", 1), "2026-02-01");
  assertEquals(monthLater("2026-12-05", 1), "2027-01-01");
  assertEquals(monthLater("2026-01-05", -1), "2025-12-01");
});

Deno.test("weeks have the numbers of ISO 8601, which the first Thursday begins", () => {
  const numbers = { "2026-11-23": 48, "2026-01-01": 1, "2027-01-01": 53, "2024-12-30": 1 };
  assertEquals(
    Object.fromEntries(Object.keys(numbers).map((day) => [day, weekNumber(day)])),
    numbers,
  );
});

Deno.test("weeks begin as people are used to: in the United States with Sunday", () => {
  assertEquals(["en-GB", "en-US", "en-IE", "en-CA"].map(firstWeekday), [1, 7, 1, 7]);
});
