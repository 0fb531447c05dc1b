import { assertEquals } from "@std/assert";
import { type DatedAppointment, toCalendar } from "@/lib/appointments/mod.ts";
import { fromLocal, midnight, toLocal } from "@/lib/appointments/time.ts";
import { cleanLine, cleanLines } from "@/lib/web/text.ts";
import { checkCalendar } from "../../support/calendar_lines.ts";
import { fc } from "../../support/fast_check.ts";
import { READER, readFile } from "../../support/imports.ts";
import { DENTIST } from "../../support/written.ts";

const MINUTE = 60_000;
const ZONES = Intl.supportedValuesOf("timeZone");

const piece = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    ...["\\", "\\n", ",", ";", ":", '"', "\n", "\r\n", "\r", "\t", "\0", "\x07", "\x1b", "\x7f"],
    ...[
      "BEGIN:VEVENT",
      "END:VCALENDAR",
      "👩‍👩‍👧‍👦",
      "רופא שיניים",
      "مكتب",
      "漢字",
      "e\u0301",
      "\u2028",
      "\u0085",
      " ",
    ],
    "Donaudampfschifffahrtsgesellschaft".repeat(4),
  ),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

const zone = fc.oneof(fc.constant("Europe/Berlin"), fc.constantFrom(...ZONES));

const timed = fc.record({
  timeZone: zone,
  startsAt: fc.oneof(
    fc.integer({ min: Date.UTC(1900, 0, 3), max: Date.UTC(2200, 0) }),
    fc.integer({ min: Date.UTC(2026, 9, 24), max: Date.UTC(2026, 9, 26) }),
    fc.integer({ min: Date.UTC(2028, 1, 28), max: Date.UTC(2028, 2, 1) }),
  ).map((at) => Math.floor(at / MINUTE) * MINUTE),
  length: fc.integer({ min: 1, max: 100_000 }),
}).map(({ length, ...times }) => ({
  ...times,
  endsAt: times.startsAt + length * MINUTE,
  isAllDay: false,
}));

const day = fc.oneof(
  fc.date({ min: new Date("1900-01-02"), max: new Date("2200-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom("2028-02-29", "2026-03-29", "2026-10-25", "2026-12-31"),
);

const wholeDays = fc.record({ timeZone: zone, day, count: fc.integer({ min: 0, max: 40 }) })
  .map(({ timeZone, day, count }) => {
    const last = new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
    return {
      timeZone,
      startsAt: midnight(`${day}T00:00`, timeZone, 0)!,
      endsAt: midnight(`${last}T00:00`, timeZone, 1)!,
      isAllDay: true,
    };
  });

const appointment: fc.Arbitrary<DatedAppointment> = fc.tuple(
  fc.oneof(timed, wholeDays),
  fc.record({ title: text, location: text, description: text }),
).map(([times, texts]) => ({
  ...DENTIST,
  ...times,
  title: cleanLine(texts.title).slice(0, 200).toWellFormed(),
  location: cleanLine(texts.location).slice(0, 200).toWellFormed(),
  description: cleanLines(texts.description),
}));

/** What is left of a text in a calendar (RFC 5545 §3.3.11): no control characters, and one kind of line break. */
const plain = (text: string, clean: (text: string) => string) =>
  // deno-lint-ignore no-control-regex
  clean(text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "").replace(/\r\n?/g, "\n"));

/** Its days on its own clocks, or its instants. */
function times(
  { isAllDay, startsAt, endsAt, timeZone }: Pick<
    DatedAppointment,
    "isAllDay" | "startsAt" | "endsAt" | "timeZone"
  >,
) {
  const at = (instant: number) => isAllDay ? toLocal(instant, timeZone).slice(0, 10) : instant;
  return [isAllDay, at(startsAt), at(endsAt)];
}

Deno.test("any appointment comes back from its calendar file as it was", async () => {
  await fc.assert(
    fc.asyncProperty(appointment, async (written) => {
      const file = await toCalendar({ name: "Cloakroom" }, [written]);
      checkCalendar(file);
      const { series, leftOut } = await readFile(file);
      assertEquals(leftOut, []);
      const { dates: [[uid, startsAt, endsAt]], ...found } = series[0]! as typeof series[0] & {
        dates: [[string, number, number]];
      };
      assertEquals(uid, written.uid);
      assertEquals(found.title, plain(written.title, cleanLine));
      assertEquals(found.location, plain(written.location, cleanLine));
      assertEquals(found.description, plain(written.description, cleanLines));
      assertEquals(times({ ...found, startsAt, endsAt }), times(written));
    }),
    { numRuns: 300 },
  );
});

Deno.test("an appointment keeps its zone on its way through a file, where the file can tell it", async () => {
  for (const timeZone of ["America/New_York", "Asia/Katmandu", "Pacific/Auckland"]) {
    const file = await toCalendar({ name: "x" }, [{ ...DENTIST, timeZone }]);
    assertEquals((await readFile(file)).series[0]!.timeZone, timeZone);
  }
  const utc = await toCalendar({ name: "x" }, [{ ...DENTIST, timeZone: "UTC" }]);
  assertEquals((await readFile(utc)).series[0]!.timeZone, READER.timeZone);
});

Deno.test("the hour that happens twice comes back as the one it was", async () => {
  const first = fromLocal("2026-10-25T02:30", "Europe/Berlin")!;
  for (const startsAt of [first, first + 60 * MINUTE]) {
    const file = await toCalendar({ name: "x" }, [{
      ...DENTIST,
      startsAt,
      endsAt: startsAt + MINUTE,
    }]);
    assertEquals((await readFile(file)).series[0]!.dates[0]!.slice(1), [
      startsAt,
      startsAt + MINUTE,
    ]);
  }
});
