import { assert, assertEquals, assertMatch } from "@std/assert";
import { toCalendar } from "@/lib/appointments/mod.ts";
import { ICAL } from "../../support/calendar.ts";
import { NOW } from "../../support/constants.ts";
import { DENTIST, read, written } from "../../support/written.ts";

Deno.test("an appointment keeps its times, its id and the count of its edits", async () => {
  const [found] = read(await written({}));
  const { event } = found!;
  assertEquals(event.startDate.toJSDate().getTime(), NOW);
  assertEquals(event.endDate.toJSDate().getTime(), NOW + 3_600_000);
  assertEquals([event.uid, event.summary, event.sequence], [DENTIST.uid, "Dentist", 2]);
  assertEquals(String(found!["last-modified"]), "2026-11-21T08:14:00Z");
  assertEquals(String(found!.dtstamp), "2026-11-21T08:14:00Z");
  assertEquals(String(found!.created), "2026-11-20T08:15:00Z");
});

Deno.test("a UID that came from elsewhere stays as it is, whatever signs it has", async () => {
  for (const uid of ["a,b;c\\d@x.example", "choir/20261109T080000Z", "{1,2}"]) {
    assertEquals(read(await written({ uid }))[0]!.uid, uid);
  }
});

const TEXTS = [
  "a, b; c \\ d: e",
  "two\nlines and\ttabs",
  '“quoted” "straight"',
  "END:VEVENT\nBEGIN:VALARM",
  "\\n is no line break",
  "Zahnärztin 👩‍⚕️ ".repeat(40).trim(),
  "مكتب 漢字",
];

for (const text of TEXTS) {
  Deno.test(`${JSON.stringify(text.slice(0, 30))} comes back from a calendar as it was typed`, async () => {
    const [found] = read(await written({ title: text, location: text, description: text }));
    const { summary, location, description } = found!.event;
    assertEquals([summary, location, description], [text, text, text]);
  });
}

Deno.test("signs that no calendar may hold are left out, and nothing else", async () => {
  const [found] = read(await written({ title: "a\0b\x07c\x1fd\x7fe\r\nf\rg", description: "é" }));
  assertEquals([found!.event.summary, found!.event.description], ["abcde\nf\ng", "é"]);
});

Deno.test("long lines are folded before their 76th byte, and not inside a character", async () => {
  const title = "ü".repeat(255);
  for (const shift of ["", "a", "ab", "abc"]) {
    const file = await written({ title: shift + title, description: "👩‍⚕️ word\n".repeat(500) });
    assertEquals(read(file)[0]!.event.summary, shift + title);
  }
});

/** The local midnight of 21 November 2026 and that of the day after, in milliseconds since 1970. */
const DAYS: [timeZone: string, startsAt: number, endsAt: number][] = [
  ["Pacific/Kiritimati", Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 21, 10)],
  ["Europe/Berlin", Date.UTC(2026, 10, 20, 23), Date.UTC(2026, 10, 21, 23)],
  ["America/Los_Angeles", Date.UTC(2026, 10, 21, 8), Date.UTC(2026, 10, 22, 8)],
];

for (const [timeZone, startsAt, endsAt] of DAYS) {
  Deno.test(`a whole day in ${timeZone} is that day for everyone`, async () => {
    const file = await written({ timeZone, startsAt, endsAt, isAllDay: true });
    assertMatch(file, /\r\nDTSTART;VALUE=DATE:20261121\r\nDTEND;VALUE=DATE:20261122\r\n/);
    assert(read(file)[0]!.event.startDate.isDate);
  });
}

Deno.test("without appointments it is an empty calendar with its name, which cannot be more than a name", async () => {
  const name = "Ada, Bo; \\ and\r\nBEGIN:VEVENT";
  const file = await toCalendar({ name }, []);
  assertMatch(file, /\r\nNAME:Ada\\, Bo\\; \\\\ and BEGIN:VEVENT\r\n/);
  const calendar = new ICAL.Component(ICAL.parse(file));
  assertEquals(calendar.getAllSubcomponents("vevent"), []);
});

Deno.test("a thousand appointments are a thousand events", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({ uid: `id-${index}` }));
  assertEquals(new Set(read(await written(...many)).map(({ event }) => event.uid)).size, 1000);
});
