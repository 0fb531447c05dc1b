import { assert, assertEquals } from "@std/assert";
import { type ImportedFile, readCalendarFile } from "@/lib/appointments/mod.ts";
import { calendar, event, READER, taken } from "../../support/imports.ts";

/** As large as an upload may be. */
const MEGABYTE = 1024 * 1024;

/** Lines until the file is as large as may be. */
function many(lines: (index: number) => string[]): string {
  let text = "";
  for (let index = 0; text.length < MEGABYTE - 300; index++) {
    text += lines(index).map((line) => `${line}\n`).join("");
  }
  return text;
}

const one = (index: number, ...lines: string[]) =>
  event(`UID:${index}`, "DTSTART:20261123T083000Z", ...lines);
const date = (index: number) =>
  new Date(READER.now + index * 3_600_000).toISOString().replace(/[-:]|\.\d+/g, "");
const zone = (index: number) => [
  ...["BEGIN:VTIMEZONE", `TZID:z${index}`, "BEGIN:STANDARD", "DTSTART:16010101T000000"],
  ...["TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"],
  ...["END:STANDARD", "END:VTIMEZONE"],
];

/** Made to keep a program busy: with each something grows that nobody thinks of. */
const HOSTILE: Record<string, string> = {
  "events": calendar(many((i) => one(i))),
  "events without anything": calendar(many(() => ["BEGIN:VEVENT", "END:VEVENT"])),
  "events with one name": calendar(many(() => one(1))),
  "beginnings": many(() => ["BEGIN:VEVENT"]),
  "calendars within calendars": many(() => ["BEGIN:VCALENDAR"]),
  "events within events": calendar(many(() => ["BEGIN:VEVENT"])),
  "endings": calendar(many(() => ["END:VEVENT"])),
  "empty lines": calendar("\n".repeat(MEGABYTE - 200)),
  "folds": calendar(...event(`SUMMARY:${"a\n ".repeat(340_000)}`, "DTSTART:20261123")),
  "backslashes": calendar(...event(`SUMMARY:${"\\".repeat(MEGABYTE - 400)}`, "DTSTART:20261123")),
  "parameters": calendar(...event(`SUMMARY${";X=1".repeat(250_000)}:a`, "DTSTART:20261123")),
  "quotation marks": calendar(...event(`SUMMARY;X=${'"'.repeat(1_000_000)}:a`, "DTSTART:20261123")),
  "a date every second": calendar(many((i) => one(i, "RRULE:FREQ=SECONDLY;COUNT=1000000000"))),
  "a date every day": calendar(many((i) => one(i, "RRULE:FREQ=DAILY"))),
  "a billion dates": calendar(many((i) => one(i, "RRULE:FREQ=DAILY;COUNT=1000000000"))),
  "rules that take long": calendar(
    many((i) => one(i, "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU,1MO;BYSETPOS=31,-31")),
  ),
  "dates that never come": calendar(
    many((i) => one(i, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000000000")),
  ),
  "dates since 1900": calendar(
    many((i) => event(`UID:${i}`, "DTSTART:19000101", "RRULE:FREQ=DAILY;COUNT=1000000000")),
  ),
  "rules in one event": calendar(
    ...event("DTSTART:19000101T083000Z", many(() => ["RRULE:FREQ=DAILY"])),
  ),
  "dates that are added": calendar(
    ...event("DTSTART:20261123T083000Z", `RDATE:${"20261123T083000Z,".repeat(60_000)}`),
  ),
  "dates that are taken out": calendar(
    ...event("DTSTART:20261123", "RRULE:FREQ=DAILY", many((i) => [`EXDATE:${date(i)}`])),
  ),
  "dates that were changed": calendar(
    many((i) => event("UID:a", "DTSTART:20261123", `RECURRENCE-ID:${date(i)}`)),
  ),
  "zones": calendar(many((i) => [...zone(i), ...event(`DTSTART;TZID=z${i}:20261123T093000`)])),
  "names of zones": calendar(many((i) => event(`DTSTART;TZID=Zone ${i}/A/B:20261123T093000`))),
  "one long text": calendar(
    ...event("DTSTART:20250101", "RRULE:FREQ=DAILY", `DESCRIPTION:${"d".repeat(MEGABYTE - 400)}`),
  ),
};

/** Far more than it takes, and far less than what is never over; the machine may be busy. */
const PATIENCE = 30_000;

for (const [what, file] of Object.entries(HOSTILE)) {
  Deno.test(`a file full of ${what} gets an answer in time, which is not too large to keep`, async () => {
    const bytes = new TextEncoder().encode(file);
    assert(bytes.length <= MEGABYTE + 1000, `${bytes.length}`);
    const began = performance.now();
    const read = await readCalendarFile(bytes, READER);
    assert(performance.now() - began < PATIENCE, `${performance.now() - began} ms`);
    if (!read.ok) return assertEquals(what, "beginnings");
    assert(taken(read.file).length <= 2000);
    assert(read.file.leftOut.length <= 100 && read.file.notes.length <= 60);
    assert(JSON.stringify(read.file).length < 2 * MEGABYTE);
  });
}

Deno.test("while a large file is read, others have their turn", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await readCalendarFile(new TextEncoder().encode(HOSTILE.events!), READER);
  clearInterval(timer);
  assert(turns >= 2, `${turns} turns`);
});

Deno.test("of many appointments 2,000 are taken, and it is told how many are not", async () => {
  const read = await readCalendarFile(new TextEncoder().encode(HOSTILE.events!), READER);
  const { leftOut, leftOutCount, notes } = (read as { file: ImportedFile }).file;
  assertEquals(leftOut[0]!.why, "A file gives at most 2,000 appointments at a time.");
  assert(leftOutCount > 5000 && leftOut.length === 100);
  assert(notes.includes("There was no room for all of the file; the rest is left out."));
});
