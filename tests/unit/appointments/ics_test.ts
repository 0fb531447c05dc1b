import { assert, assertEquals, assertMatch } from "@std/assert";
import { type DatedAppointment, toCalendar } from "@/lib/appointments/mod.ts";
import { ICAL } from "../../support/calendar.ts";
import { NOW } from "../../support/constants.ts";

const DENTIST: DatedAppointment = {
  uid: "b7e0c9be-6a52-4a0f-9f3f-0d7d7f4f2a11",
  id: "11111111-1111-4111-8111-111111111111",
  title: "Dentist",
  startsAt: NOW,
  endsAt: NOW + 3_600_000,
  isAllDay: false,
  timeZone: "Europe/Berlin",
  location: "",
  description: "",
  createdAt: NOW - 86_400_000,
  updatedAt: NOW - 60_000,
  version: 3,
};

/** What a calendar program makes of it. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents("vevent").map((event) => ({
    ...Object.fromEntries(
      event.getAllProperties().map((property) => [property.name, property.getFirstValue()]),
    ),
    event: new ICAL.Event(event),
  } as Record<string, unknown> & { event: InstanceType<typeof ICAL.Event> }));
}

const write = (...changes: Partial<DatedAppointment>[]) =>
  toCalendar("Ada's appointments", changes.map((change) => ({ ...DENTIST, ...change })));

Deno.test("an appointment keeps its times, its id and the count of its edits", () => {
  const [found] = read(write({}));
  const { event } = found!;
  assertEquals(event.startDate.toJSDate().getTime(), NOW);
  assertEquals(event.endDate.toJSDate().getTime(), NOW + 3_600_000);
  assertEquals([event.uid, event.summary, event.sequence], [DENTIST.uid, "Dentist", 2]);
  assertEquals(String(found!["last-modified"]), "2026-11-21T08:14:00Z");
  assertEquals(String(found!.dtstamp), "2026-11-21T08:14:00Z");
  assertEquals(String(found!.created), "2026-11-20T08:15:00Z");
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
  Deno.test(`${JSON.stringify(text.slice(0, 30))} comes back from a calendar as it was typed`, () => {
    const [found] = read(write({ title: text, location: text, description: text }));
    const { summary, location, description } = found!.event;
    assertEquals([summary, location, description], [text, text, text]);
  });
}

Deno.test("signs that no calendar may hold are left out, and nothing else", () => {
  const [found] = read(write({ title: "a\0b\x07c\x1fd\x7fe\r\nf\rg", description: "é" }));
  assertEquals([found!.event.summary, found!.event.description], ["abcde\nf\ng", "é"]);
});

Deno.test("lines end with CRLF, the last one too, and are folded before their 76th byte", () => {
  const file = write({ title: "ü".repeat(255), description: "👩‍⚕️ word\n".repeat(500) });
  assert(file.endsWith("END:VCALENDAR\r\n"));
  assertMatch(file, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/);
  const lines = file.slice(0, -2).split("\r\n");
  for (const line of lines) {
    assert(new TextEncoder().encode(line).length <= 75, line);
    assert(!/[\r\n]/.test(line), line);
  }
});

/** The local midnight of 21 November 2026 and that of the day after, in milliseconds since 1970. */
const DAYS: [timeZone: string, startsAt: number, endsAt: number][] = [
  ["Pacific/Kiritimati", Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 21, 10)],
  ["Europe/Berlin", Date.UTC(2026, 10, 20, 23), Date.UTC(2026, 10, 21, 23)],
  ["America/Los_Angeles", Date.UTC(2026, 10, 21, 8), Date.UTC(2026, 10, 22, 8)],
];

for (const [timeZone, startsAt, endsAt] of DAYS) {
  Deno.test(`a whole day in ${timeZone} is that day for everyone`, () => {
    const file = write({ timeZone, startsAt, endsAt, isAllDay: true });
    assertMatch(file, /\r\nDTSTART;VALUE=DATE:20261121\r\nDTEND;VALUE=DATE:20261122\r\n/);
    assert(read(file)[0]!.event.startDate.isDate);
  });
}

Deno.test("without appointments it is an empty calendar with its name, which cannot be more than a name", () => {
  const name = "Ada, Bo; \\ and\r\nBEGIN:VEVENT";
  const file = toCalendar(name, []);
  assertMatch(file, /\r\nNAME:Ada\\, Bo\\; \\\\ and BEGIN:VEVENT\r\n/);
  const calendar = new ICAL.Component(ICAL.parse(file));
  assertEquals(calendar.getAllSubcomponents("vevent"), []);
});

Deno.test("a thousand appointments are a thousand events", () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({ uid: `id-${index}` }));
  assertEquals(new Set(read(write(...many)).map(({ event }) => event.uid)).size, 1000);
});
