import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import type { DatedAppointment } from "@/lib/appointments/mod.ts";
import { offsetAt } from "@/lib/appointments/zone.ts";
import { convertIcsCalendar } from "../../support/calendar.ts";
import { NOW } from "../../support/constants.ts";
import { fc } from "../../support/fast_check.ts";
import { DENTIST, read, written } from "../../support/written.ts";

const HOUR = 3_600_000;
const ZONES = Intl.supportedValuesOf("timeZone");

/** The start of an appointment as two programs read it that have not written it. */
function starts(file: string): number[] {
  return [
    read(file)[0]!.event.startDate.toJSDate().getTime(),
    convertIcsCalendar(undefined, file).events![0]!.start.date.getTime(),
  ];
}

const startLine = (file: string) =>
  /^DTSTART.*$/m.exec(file.slice(file.indexOf("BEGIN:VEVENT")))![0].trim();

Deno.test("times are those of their zone, which the file describes", async () => {
  const file = await written({});
  assertEquals(startLine(file), "DTSTART;TZID=Europe/Berlin:20261121T091500");
  assertMatch(file, /\r\nBEGIN:VTIMEZONE\r\nTZID:Europe\/Berlin\r\n/);
});

Deno.test("each zone is described once, before the first appointment", async () => {
  const zones = ["Europe/Berlin", "America/New_York", "Europe/Berlin", "UTC"];
  const file = await written(...zones.map((timeZone, i) => ({ timeZone, uid: `${i}` })));
  assertEquals(file.match(/BEGIN:VTIMEZONE/g)?.length, 2);
  assert(file.lastIndexOf("END:VTIMEZONE") < file.indexOf("BEGIN:VEVENT"));
});

for (const timeZone of ["UTC", "Etc/UTC", "Etc/GMT+5", "GMT"]) {
  Deno.test(`times of ${timeZone} are written in UTC`, async () => {
    const file = await written({ timeZone });
    assertEquals(startLine(file), "DTSTART:20261121T081500Z");
    assertFalse(file.includes("VTIMEZONE"));
  });
}

Deno.test("a zone that goes by two names keeps the one that was chosen", async () => {
  for (const timeZone of ["Asia/Katmandu", "Asia/Kathmandu", "Asia/Calcutta", "US/Eastern"]) {
    const file = await written({ timeZone });
    assert(startLine(file).startsWith(`DTSTART;TZID=${timeZone}:`), startLine(file));
    assertEquals(starts(file), [NOW, NOW]);
  }
});

/** In Berlin the clocks go back at 01:00 UTC; 02:30 comes at 00:30 and at 01:30 UTC. */
const BACK = Date.UTC(2026, 9, 25, 1);

Deno.test("of the hour that happens twice, each stays the one it is", async () => {
  for (const startsAt of [BACK - HOUR / 2, BACK + HOUR / 2]) {
    const file = await written({ startsAt, endsAt: startsAt + 600_000 });
    assertMatch(startLine(file), /Z$/);
    assertEquals(starts(file), [startsAt, startsAt]);
  }
});

Deno.test("around that hour, and around the one that is missing, the zone is told", async () => {
  const forth = Date.UTC(2026, 2, 29, 1);
  for (const startsAt of [BACK - 2 * HOUR, BACK + HOUR, forth - HOUR, forth]) {
    const file = await written({ startsAt, endsAt: startsAt + 600_000 });
    assertMatch(startLine(file), /^DTSTART;TZID=Europe\/Berlin:/);
    assertEquals(starts(file)[0], startsAt);
  }
});

Deno.test("an appointment over the end of summer time lasts as long as it does", async () => {
  const [startsAt, endsAt] = [BACK - 3 * HOUR, BACK + 3 * HOUR];
  const [{ event }] = read(await written({ startsAt, endsAt })) as [ReturnType<typeof read>[0]];
  assertEquals(event.endDate.toUnixTime() - event.startDate.toUnixTime(), 6 * HOUR / 1000);
});

Deno.test("where the rules of today do not hold for the past, times are in UTC", async () => {
  const past: [timeZone: string, at: number][] = [
    ["America/New_York", Date.UTC(2006, 2, 20, 12)], // summer time began in April then
    ["America/Sao_Paulo", Date.UTC(2010, 0, 10, 12)], // and there was one here
    ["Europe/Berlin", Date.UTC(1945, 5, 1, 12)],
    ["Europe/Berlin", Date.UTC(1970, 0, 10, 12)],
    ["Asia/Tokyo", Date.UTC(1960, 0, 10, 12)], // before all that blocks tell
  ];
  for (const [timeZone, startsAt] of past) {
    const file = await written({ timeZone, startsAt, endsAt: startsAt + HOUR });
    assertMatch(startLine(file), /Z$/, `${timeZone} ${startsAt}`);
    assertEquals(starts(file), [startsAt, startsAt]);
  }
});

Deno.test("seconds, which programs may send, are kept", async () => {
  const file = await written({ startsAt: NOW + 7000 });
  assertEquals(startLine(file), "DTSTART;TZID=Europe/Berlin:20261121T091507");
});

const MINUTE = 60_000;
const someTime: fc.Arbitrary<Partial<DatedAppointment>> = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  startsAt: fc.oneof(
    fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2300, 0) }),
    fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }),
    fc.integer({ min: BACK - 3 * HOUR, max: BACK + 3 * HOUR }),
  ).map((at) => Math.floor(at / MINUTE) * MINUTE),
}).map((times) => ({ ...times, endsAt: times.startsAt + HOUR }));

/** The second program is an hour off on days on which the clocks change, and takes no seconds in an offset of old days. */
function isPlain({ startsAt, timeZone }: Partial<DatedAppointment>): boolean {
  const offset = (at: number) => offsetAt(at, timeZone!);
  const day = 24 * HOUR;
  return startsAt! > Date.UTC(1975, 0) && offset(startsAt! - day) === offset(startsAt! + day);
}

Deno.test("in every zone and at any time, other programs read the very instant that was meant", async () => {
  await fc.assert(
    fc.asyncProperty(someTime, async (times) => {
      const [byThunderbird, other] = starts(await written(times));
      assertEquals(byThunderbird, times.startsAt);
      if (isPlain(times)) assertEquals(other, times.startsAt);
    }),
    { numRuns: 200 },
  );
});

/** Of the last day of all, in Berlin. */
const LAST = Date.UTC(9999, 11, 30, 23);

Deno.test("the last day of the year 9999 is written without its end, which would have five digits", async () => {
  const file = await written({ isAllDay: true, startsAt: LAST, endsAt: LAST + 24 * HOUR });
  assertEquals(startLine(file), "DTSTART;VALUE=DATE:99991231");
  assertFalse(file.includes("DTEND"));
  const { event } = read(file)[0]!;
  assertEquals(event.duration.toSeconds(), 86_400);
});

Deno.test("what goes on after the year 9999 ends with it", async () => {
  const timeZone = "America/Los_Angeles";
  const times = { startsAt: LAST + 20 * HOUR, endsAt: LAST + 30 * HOUR };
  const late = await written({ ...times, timeZone: "UTC" });
  assertMatch(late, /\r\nDTEND:99991231T235959Z\r\n/);
  const there = await written({ ...times, timeZone });
  assertMatch(there, /\r\nDTEND;TZID=America\/Los_Angeles:99991231T210000\r\n/);
  const days = { startsAt: LAST - 24 * HOUR, endsAt: LAST + 24 * HOUR, isAllDay: true };
  assertMatch(await written(days), /\r\nDTEND;VALUE=DATE:99991231\r\n/);
});

Deno.test("a day without a midnight is that day", async () => {
  // In Beirut the clocks went from 24:00 to 01:00 on 29 March 2026.
  const startsAt = Date.UTC(2026, 2, 28, 22);
  const times = { startsAt, endsAt: startsAt + 23 * HOUR, timeZone: "Asia/Beirut", isAllDay: true };
  const file = await written(times);
  assertMatch(file, /\r\nDTSTART;VALUE=DATE:20260329\r\nDTEND;VALUE=DATE:20260330\r\n/);
});

Deno.test("the same appointments give the same bytes, so that programs see when nothing is new", async () => {
  assertEquals(await written({}, { uid: "2" }), await written({}, { uid: "2" }));
  assertEquals(DENTIST.version, 3);
});
