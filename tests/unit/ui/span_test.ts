import { assertEquals } from "@std/assert";
import { durationInWords } from "@/lib/appointments/words.ts";
import { fieldValue, spanInWords, wallClock } from "@/lib/ui/span.ts";
import { fc } from "../../support/fast_check.ts";

const SPANS: [start: string, end: string, words: string][] = [
  ["2099-01-05T09:30", "2099-01-05T11:00", "1 hour, 30 minutes"],
  ["2099-01-05T09:30", "2099-01-07T10:31", "2 days, 1 hour, 1 minute"],
  ["2099-01-05T09:30", "2099-01-05T09:30:20", "less than a minute"],
  ["2099-01-05T09:30", "2099-01-05T09:30", "The end is the same as the start."],
  ["2099-01-05T09:30", "2099-01-05T09:29", "The end is before the start."],
  ["2099-01-05", "2099-01-05", "1 day"],
  ["2096-02-28", "2096-03-01", "3 days"],
  ["2099-01-05", "2099-01-04", "The end is before the start."],
  ["", "2099-01-05T09:30", ""],
  ["2099-01-05T09:30", "", ""],
  ["5 May", "6 May at ten", ""],
];

for (const [start, end, words] of SPANS) {
  Deno.test(`from "${start}" to "${end}" it says "${words}"`, () => {
    assertEquals(spanInWords(start, end), words);
  });
}

Deno.test("a form names every length as the list does", () => {
  const minutes = fc.integer({ min: 1, max: 5_000_000 });
  fc.assert(fc.property(minutes, (minutes) => {
    const [startsAt, endsAt] = [0, minutes * 60_000];
    const [start, end] = [startsAt, endsAt].map((time) =>
      new Date(time).toISOString().slice(0, 16)
    );
    assertEquals(
      spanInWords(start!, end!),
      durationInWords({ startsAt, endsAt, isAllDay: false }),
    );
  }));
});

Deno.test("what a field holds comes back as it was, with a time or without", () => {
  for (const value of ["2096-02-29T23:59", "2096-02-29", "1900-01-01T00:00", "9999-12-31"]) {
    assertEquals(fieldValue(wallClock(value), value), value);
  }
});

Deno.test("there is no value for what no field can hold", () => {
  assertEquals(fieldValue(wallClock("9999-12-31T23:30") + 3_600_000, "2099-01-05T09:30"), null);
  assertEquals(fieldValue(NaN, "2099-01-05T09:30"), null);
});
