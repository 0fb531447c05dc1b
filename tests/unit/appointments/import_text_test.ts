import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { readCalendarFile } from "@/lib/appointments/mod.ts";
import { calendar, event, READER, readFile, taken } from "../../support/imports.ts";

const START = "DTSTART:20261123T083000Z";

/** The texts of the only appointment in a file. */
async function texts(...lines: string[]) {
  const { series: [only] } = await readFile(calendar(...event(START, ...lines)));
  return [only!.title, only!.location, only!.description];
}

Deno.test("texts lose their escapes, and nothing else", async () => {
  const found = await texts(
    "SUMMARY:a\\, b\\; c \\\\ d: \\\\n 👩‍⚕️",
    "LOCATION;LANGUAGE=de:Straße 4\\, Hof",
    "DESCRIPTION:one\\ntwo\\Nthree <b>",
  );
  assertEquals(found, ["a, b; c \\ d: \\n 👩‍⚕️", "Straße 4, Hof", "one\ntwo\nthree <b>"]);
});

Deno.test("texts are cleaned as those of forms are", async () => {
  const found = await texts("SUMMARY: a\\nb\u0007 ", "LOCATION:\u200b", "DESCRIPTION:\\n a \\n\\n");
  assertEquals(found, ["a b", "", "a"]);
});

Deno.test("texts that are too long are cut between characters, and that is told", async () => {
  const lines = event(START, `SUMMARY:${"🦷".repeat(256)}`, `DESCRIPTION:${"x".repeat(10_001)}`);
  const file = await readFile(calendar(...lines));
  const [{ title, description }] = file.series as [typeof file.series[0]];
  assertEquals([title, description.length], ["🦷".repeat(255), 10_000]);
  assertStringIncludes(
    file.notes.join(),
    "Of 1 appointment title, location or description is too long",
  );
});

Deno.test("long lines are put together again, also where a fold cut a character in two", async () => {
  const bytes = new TextEncoder().encode(calendar(...event(START, "SUMMARY:Zahnärztin")));
  const at = bytes.indexOf(0xc3) + 1; // between the two bytes of ä
  const folded = [...bytes.slice(0, at), 13, 10, 32, ...bytes.slice(at)];
  assertEquals(taken(await readFile(new Uint8Array(folded)))[0]!.title, "Zahnärztin");
});

Deno.test("a file in Latin-1 is read, and told to be", async () => {
  const bytes = Uint8Array.from(
    calendar(...event(START, "SUMMARY:Zahnärztin")),
    (c) => c.charCodeAt(0),
  );
  const file = await readFile(bytes);
  assertEquals(taken(file)[0]!.title, "Zahnärztin");
  assertStringIncludes(file.notes.join(), "The file is not in UTF-8");
});

Deno.test("several calendars in one file are read as one", async () => {
  const one = calendar(...event(START, "SUMMARY:One"));
  const two = calendar("METHOD:CANCEL", ...event(START, "SUMMARY:Two"));
  const three = calendar(...event(START, "SUMMARY:Three"));
  const file = await readFile(one + two + three);
  assertEquals(taken(file).map(({ title }) => title), ["One", "Three"]);
});

Deno.test("lines that are none, and lines of others' making, harm nobody", async () => {
  const lines = [
    "",
    "   ",
    "no colon",
    ":",
    ";X=1:a",
    "SUMMARY",
    'X-A;B="c:d;e":f',
    "SUMMARY;X=:Dentist",
  ];
  assertEquals((await texts(...lines, "ATTACH;VALUE=BINARY:AAAA"))[0], "Dentist");
});

Deno.test("an event without a name gets one by what it says", async () => {
  const uid = async (title: string) => {
    const lines = ["BEGIN:VEVENT", START, `SUMMARY:${title}`, "END:VEVENT"];
    return taken(await readFile(calendar(...lines)))[0]!.uid;
  };
  assertEquals(await uid("a"), await uid("a"));
  assertFalse(await uid("a") === await uid("b"));
});

Deno.test("a name of any length is one of at most 300 characters", async () => {
  const file = await readFile(calendar(...event(`UID:${"x".repeat(9000)}`, START)));
  assertFalse(taken(file)[0]!.uid.length > 300);
});

Deno.test("of two events with the same name the newer one is taken, of equals the last, and that is told", async () => {
  const version = (sequence: number, title: string) =>
    event("UID:a", START, `SEQUENCE:${sequence}`, `SUMMARY:${title}`);
  for (
    const lines of [
      [version(2, "New"), version(1, "Old")],
      [version(1, "Old"), version(2, "New")],
      [version(1, "Old"), version(1, "New")],
    ]
  ) {
    const file = await readFile(calendar(...lines.flat()));
    assertEquals(taken(file).map(({ title }) => title), ["New"]);
    assertEquals(file.leftOut.map(({ title }) => title), ["Old"]);
  }
});

Deno.test("what is no appointment is counted and left where it is", async () => {
  const file = await readFile(calendar(
    ...["BEGIN:VTODO", "SUMMARY:x", "END:VTODO", "BEGIN:VTODO", "END:VTODO"],
    ...["BEGIN:VJOURNAL", "END:VJOURNAL", "BEGIN:VFREEBUSY", "END:VFREEBUSY"],
    ...event(
      START,
      "BEGIN:VALARM",
      "TRIGGER:-PT5M",
      "SUMMARY:Wake up",
      "END:VALARM",
      "SUMMARY:Dentist",
    ),
    ...event(START, "ATTENDEE:mailto:bo@example.org"),
  ));
  assertEquals(taken(file).map(({ title }) => title), ["Dentist", ""]);
  assertEquals(file.notes.filter((note) => !note.includes("minute")), [
    "Reminders and guests are not taken along; 2 appointments have some.",
    "2 tasks: only appointments are taken.",
    "1 journal entry: only appointments are taken.",
    "1 list of free and busy times: only appointments are taken.",
  ]);
});

Deno.test("a file that breaks off gives what was whole", async () => {
  const whole = calendar(...event(START, "SUMMARY:One"), ...event(START, "SUMMARY:Two"));
  const file = await readFile(whole.slice(0, whole.indexOf("SUMMARY:Two") + 15));
  assertEquals(taken(file).map(({ title }) => title), ["One"]);
  assertEquals(file.leftOut, [{ title: "Two", why: "The file ends in the middle of it." }]);
});

const NO_FILES: [what: string, bytes: Uint8Array | string, error: string][] = [
  ["nothing", "", "The file is empty."],
  ["a line of text", "Hello", "That is not a calendar file."],
  ["a page", "<!DOCTYPE html><p>BEGIN:VCALENDAR</p>", "That is not a calendar file."],
  ["events without a calendar", event(START).join("\r\n"), "That is not a calendar file."],
  ["addresses", "BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n", "That is not a calendar file."],
  ["zeros", new Uint8Array(5000), "That is not a calendar file."],
  ["a zip archive", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), "That is a zip archive."],
];

for (const [what, bytes, error] of NO_FILES) {
  Deno.test(`${what} is refused with a word about it`, async () => {
    const file = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
    const read = await readCalendarFile(file, READER);
    assertStringIncludes(read.ok ? "" : read.error, error);
  });
}

Deno.test("a calendar with nothing in it is one", async () => {
  assertEquals(await readFile(calendar()), { series: [], leftOut: [], leftOutCount: 0, notes: [] });
});
