import { assertEquals } from "@std/assert";
import { fromLocal, midnight, nextHour, toLocal } from "@/lib/appointments/time.ts";

const BERLIN = "Europe/Berlin";
const utc = (text: string) => Date.parse(`${text}Z`);

Deno.test("a local time is an instant in its zone, summer and winter", () => {
  assertEquals(fromLocal("2026-07-01T09:30", BERLIN), utc("2026-07-01T07:30"));
  assertEquals(fromLocal("2026-12-01T09:30", BERLIN), utc("2026-12-01T08:30"));
  assertEquals(fromLocal("2026-12-01T09:30:15", "UTC"), utc("2026-12-01T09:30:15"));
});

Deno.test("a time that the clocks skip is taken an hour later, one that comes twice as the first", () => {
  assertEquals(fromLocal("2026-03-29T02:30", BERLIN), utc("2026-03-29T01:30"));
  assertEquals(fromLocal("2026-10-25T02:30", BERLIN), utc("2026-10-25T00:30"));
});

for (
  const text of [
    "",
    "tomorrow",
    "2026-02-30T10:00",
    "2027-02-29T10:00",
    "2026-01-01T24:30",
    "2026-01-01",
    "2026-01-01T10:00Z",
    "+002026-01-01T10:00",
    "2026-13-01T10:00",
    "1899-12-31T10:00",
    "0000-01-01T10:00",
    "20261-01-01T10:00",
  ]
) {
  Deno.test(`"${text}" is no local time`, () => assertEquals(fromLocal(text, BERLIN), null));
}

Deno.test("29 February is a day in a leap year", () => {
  assertEquals(fromLocal("2028-02-29T10:00", "UTC"), utc("2028-02-29T10:00"));
});

Deno.test("an instant goes back to the local time that it came from", () => {
  const late = fromLocal("2026-07-01T23:30", "America/New_York")!;
  assertEquals(toLocal(late, "America/New_York"), "2026-07-01T23:30");
  assertEquals(toLocal(late, BERLIN), "2026-07-02T05:30");
});

Deno.test("a whole day runs from midnight to midnight, be it of 23 hours", () => {
  const start = midnight("2026-03-29T15:00", BERLIN, 0)!;
  const end = midnight("2026-03-29T15:00", BERLIN, 1)!;
  assertEquals((end - start) / 3_600_000, 23);
  assertEquals(midnight("nonsense", BERLIN, 0), null);
});

Deno.test("the next full hour is later than now", () => {
  assertEquals(nextHour(utc("2026-11-21T08:15"), "UTC"), utc("2026-11-21T09:00"));
  assertEquals(nextHour(utc("2026-11-21T08:00"), "UTC"), utc("2026-11-21T09:00"));
  assertEquals(nextHour(utc("2026-11-21T08:15"), "Asia/Kolkata"), utc("2026-11-21T08:30"));
  const secondTwo = utc("2026-10-25T01:00");
  assertEquals(
    nextHour(secondTwo - 1, BERLIN),
    utc("2026-10-25T02:00"),
    "not one that reads 02:00",
  );
});

Deno.test("wall-clock time is right to the millisecond around every change of the clocks", () => {
  const before = utc("2026-10-25T00:59"), change = utc("2026-10-25T01:00");
  for (let again = 0; again < 2; again++) {
    assertEquals(toLocal(before, BERLIN), "2026-10-25T02:59");
    assertEquals(toLocal(change - 1, BERLIN), "2026-10-25T02:59");
    assertEquals(toLocal(change, BERLIN), "2026-10-25T02:00");
    assertEquals(toLocal(utc("2026-03-29T00:59"), BERLIN), "2026-03-29T01:59");
    assertEquals(toLocal(utc("2026-03-29T01:00"), BERLIN), "2026-03-29T03:00");
  }
  assertEquals(toLocal(change, "UTC"), "2026-10-25T01:00");
  assertEquals(toLocal(utc("1969-12-31T23:00"), "Asia/Kathmandu"), "1970-01-01T04:30");
});
