import { assertEquals, assertStringIncludes } from "@std/assert";
import { readFile, sample, taken } from "../../support/imports.ts";

const times = (title: string, ...spans: [start: string, end: string][]) =>
  spans.map(([start, end]) => ({ title, start, end }));

/** What is in a file, without the names that calendars give. */
async function appointments(name: string) {
  const file = await readFile(await sample(name));
  return { file, found: taken(file).map(({ title, start, end }) => ({ title, start, end })) };
}

Deno.test("an export of Google's calendar is read, with what repeats and what was moved", async () => {
  const { file, found } = await appointments("google");
  assertEquals(found, [
    ...times(
      "Stand-up",
      ["2026-10-05T08:00", "2026-10-05T08:30"],
      ["2026-10-12T08:00", "2026-10-12T08:30"],
      ["2026-10-19T08:00", "2026-10-19T08:30"],
      ["2026-10-26T09:00", "2026-10-26T09:30"],
      ["2026-11-09T09:00", "2026-11-09T09:30"],
    ),
    ...times("Stand-up (moved)", ["2026-11-17T13:00", "2026-11-17T13:30"]),
    ...times("Zahnärztin 🦷", ["2026-11-23T08:30", "2026-11-23T09:15"]),
    ...times(
      "Stand-up",
      ["2026-11-23T09:00", "2026-11-23T09:30"],
      ["2026-11-30T09:00", "2026-11-30T09:30"],
      ["2026-12-07T09:00", "2026-12-07T09:30"],
      ["2026-12-14T09:00", "2026-12-14T09:30"],
    ),
    ...times("At my parents’", ["2026-12-23T23:00", "2026-12-26T23:00"]),
  ]);
  const dentist = file.series.find(({ title }) => title.startsWith("Zahn"))!;
  assertEquals(
    dentist.location,
    "Zahnarztpraxis Dr. Möller, Hauptstraße 4, 10827 Berlin, Deutschland",
  );
  assertStringIncludes(dentist.description, "<b>invoice</b>, please.");
  assertEquals(file.leftOut, [{ title: "Called off", why: "It was cancelled." }]);
  assertStringIncludes(file.notes.join("\n"), "Reminders and guests are not taken along; 2");
});

Deno.test("an export of Apple's calendar is read, with the 29 February and times without a zone", async () => {
  const { file, found } = await appointments("apple");
  assertEquals(found, [
    ...times("Thanksgiving dinner", ["2026-11-26T22:30", "2026-11-27T02:00"]),
    ...times("Run, wherever I am", ["2026-11-30T06:00", "2026-11-30T06:45"]),
    ...times("Grandma’s birthday", ["2028-02-28T23:00", "2028-02-29T23:00"]),
  ]);
  const [dinner] = file.series;
  assertEquals(dinner!.timeZone, "America/New_York");
  assertEquals(dinner!.location, "Grand Central 89 E 42nd St, New York, NY");
});

Deno.test("an export of Outlook is read, with names of zones as Windows has them, and one of its own", async () => {
  const { file, found } = await appointments("outlook");
  assertEquals(found, [
    ...times("In a zone of its own", ["2026-07-03T07:00", "2026-07-03T08:00"]),
    ...times(
      "Last working day",
      ["2026-08-31T06:30", "2026-08-31T07:00"],
      ["2026-09-30T06:30", "2026-09-30T07:00"],
      ["2026-10-30T07:30", "2026-10-30T08:00"],
    ),
    ...times("Budget meeting", ["2026-11-25T09:00", "2026-11-25T10:30"]),
    ...times(
      "Last working day",
      ["2026-11-30T07:30", "2026-11-30T08:00"],
      ["2026-12-31T07:30", "2026-12-31T08:00"],
      ["2027-01-29T07:30", "2027-01-29T08:00"],
    ),
  ]);
  const meeting = file.series.find(({ title }) => title === "Budget meeting")!;
  assertEquals(meeting.description, "Agenda:\n1. Budget\n2. Plans; costs");
  assertEquals([meeting.location, meeting.timeZone], ["Room 4; 2nd floor", "Europe/Berlin"]);
  assertStringIncludes(file.notes.join("\n"), "1 task: only appointments are taken.");
});

Deno.test("an export of Thunderbird is read, with dates that were added and taken out", async () => {
  const { file, found } = await appointments("thunderbird");
  assertEquals(found.map(({ start }) => start), [
    "2026-11-29T19:00",
    "2026-12-01T19:00",
    "2026-12-05T19:00",
    "2026-12-07T19:00",
    "2026-12-12T19:00",
  ]);
  assertEquals(file.series[0]!.timeZone, "Europe/London");
  assertEquals(file.series[0]!.description, "Bring the scores");
});

for (const name of ["google", "apple", "outlook", "thunderbird"]) {
  Deno.test(`what ${name} exports reads the same with any line breaks, and behind a byte order mark`, async () => {
    const file = await sample(name);
    const expected = await readFile(file);
    for (const breaks of ["\n", "\r"]) {
      assertEquals(await readFile(file.replaceAll("\r\n", breaks)), expected);
    }
    assertEquals(await readFile(`\ufeff${file}`), expected);
  });
}
