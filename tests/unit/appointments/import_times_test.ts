import { assertEquals, assertStringIncludes } from "@std/assert";
import { calendar, event, readFile, starts, taken } from "../../support/imports.ts";

/** When an event of these lines is, in UTC; for somebody in Berlin. */
async function span(...lines: string[]) {
  const [found] = taken(await readFile(calendar(...event(...lines))));
  return found && `${found.start} ${found.end}`;
}

const TIMES: [what: string, lines: string[], span: string][] = [
  ["times in UTC", ["DTSTART:20261123T083000Z", "DTEND:20261123T093000Z"], "08:30 09:30"],
  ["times without a zone", ["DTSTART:20261123T093000", "DTEND:20261123T103000"], "08:30 09:30"],
  [
    "times in a zone",
    ["DTSTART;TZID=America/New_York:20261123T033000", "DTEND:20261123T093000Z"],
    "08:30 09:30",
  ],
  ["a quoted zone", ['DTSTART;TZID="Asia/Tokyo":20261123T173000', "DURATION:PT1H"], "08:30 09:30"],
  [
    "a zone in small letters",
    ["DTSTART;TZID=asia/tokyo:20261123T173000", "DURATION:PT1H"],
    "08:30 09:30",
  ],
  [
    "a zone of Windows",
    ["DTSTART;TZID=Tokyo Standard Time:20261123T173000", "DURATION:PT1H"],
    "08:30 09:30",
  ],
  [
    "a zone behind a path",
    ["DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20261123T173000", "DURATION:PT1H"],
    "08:30 09:30",
  ],
  ["UTC as a zone", ["DTSTART;TZID=UTC:20261123T083000", "DURATION:PT1H"], "08:30 09:30"],
  ["a duration of hours", ["DTSTART:20261123T083000Z", "DURATION:PT1H"], "08:30 09:30"],
  ["a leap second", ["DTSTART:20261123T082960Z", "DURATION:PT1H"], "08:29 09:29"],
];

for (const [what, lines, expected] of TIMES) {
  Deno.test(`${what} are the instant that is meant`, async () => {
    const [from, to] = expected.split(" ");
    assertEquals(await span(...lines), `2026-11-23T${from} 2026-11-23T${to}`);
  });
}

const DAYS: [what: string, lines: string[], span: string][] = [
  ["a day", ["DTSTART;VALUE=DATE:20261123"], "2026-11-22T23:00 2026-11-23T23:00"],
  ["a day without saying so", ["DTSTART:20261123"], "2026-11-22T23:00 2026-11-23T23:00"],
  [
    "three days",
    ["DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261126"],
    "2026-11-22T23:00 2026-11-25T23:00",
  ],
  [
    "two days by a duration",
    ["DTSTART;VALUE=DATE:20261123", "DURATION:P2D"],
    "2026-11-22T23:00 2026-11-24T23:00",
  ],
  [
    "a day that ends on itself, as some programs write it,",
    ["DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261123"],
    "2026-11-22T23:00 2026-11-23T23:00",
  ],
  [
    "the day on which the clocks go back",
    ["DTSTART;VALUE=DATE:20261025"],
    "2026-10-24T22:00 2026-10-25T23:00",
  ],
];

for (const [what, lines, expected] of DAYS) {
  Deno.test(`${what} lasts from midnight to midnight, on the reader's clocks`, async () => {
    assertEquals(await span(...lines), expected);
  });
}

Deno.test("a duration of days is one of the calendar, also where the clocks change", async () => {
  const lines = ["DTSTART;TZID=Europe/Berlin:20261024T120000", "DURATION:P1DT1H"];
  assertEquals(await span(...lines), "2026-10-24T10:00 2026-10-25T12:00");
});

Deno.test("an event without an end, or one that ends at once, gets a minute, and that is told", async () => {
  for (const end of [[], ["DTEND:20261123T083000Z"], ["DURATION:PT0S"]]) {
    const file = await readFile(calendar(...event("DTSTART:20261123T083000Z", ...end)));
    assertEquals(taken(file)[0]!.end, "2026-11-23T08:31");
    assertStringIncludes(file.notes.join(), "1 appointment has no length and gets one minute.");
  }
});

const LEFT_OUT: [what: string, lines: string[], why: string][] = [
  ["no start", [], "It has no start that could be read."],
  ["a start that is no time", ["DTSTART:soon"], "It has no start that could be read."],
  [
    "an end before the start",
    ["DTSTART:20261123T083000Z", "DTEND:20261123T082900Z"],
    "It ends before it starts.",
  ],
  ["a day that ends before", ["DTSTART:20261123", "DTEND:20261120"], "It ends before it starts."],
  [
    "a duration below zero",
    ["DTSTART:20261123T083000Z", "DURATION:-PT1H"],
    "It ends before it starts.",
  ],
  ["the year 1899", ["DTSTART:18991231T083000Z"], "1900 to 9999"],
  ["the year 0", ["DTSTART:00000101"], "1900 to 9999"],
  ["the last day of the year 9999", ["DTSTART:99991231"], "1900 to 9999"],
  ["the 30 February", ["DTSTART:20260230T083000Z"], "1900 to 9999"],
  ["a day of the month 13", ["DTSTART:20261323"], "1900 to 9999"],
  ["25 o'clock", ["DTSTART:20261123T250000Z"], "1900 to 9999"],
  ["an end after the year 9999", ["DTSTART:20261123", "DURATION:P9999999D"], "1900 to 9999"],
  [
    "a duration without end",
    ["DTSTART:20261123T083000Z", `DURATION:P${"9".repeat(40)}D`],
    "1900 to 9999",
  ],
  ["the mark of being cancelled", ["DTSTART:20261123", "STATUS:CANCELLED"], "It was cancelled."],
];

for (const [what, lines, why] of LEFT_OUT) {
  Deno.test(`an event with ${what} is left out with that reason, and the next one taken`, async () => {
    const good = event("DTSTART:20261124T083000Z", "SUMMARY:Good");
    const file = await readFile(calendar(...event("SUMMARY:Bad", ...lines), ...good));
    assertEquals(taken(file).map(({ title }) => title), ["Good"]);
    assertEquals(file.leftOut.map(({ title }) => title), ["Bad"]);
    assertStringIncludes(file.leftOut[0]!.why, why);
  });
}

Deno.test("a calendar that takes its events back has none", async () => {
  const file = await readFile(calendar("METHOD:CANCEL", ...event("DTSTART:20261123")));
  assertEquals(file.leftOut[0]!.why, "It was cancelled.");
});

Deno.test("a zone that nobody knows is taken for the reader's, and that is told", async () => {
  const file = await readFile(calendar(...event("DTSTART;TZID=Nowhere:20261123T093000")));
  assertEquals(taken(file)[0]!.start, "2026-11-23T08:30");
  assertStringIncludes(file.notes.join(), "taken for those of Europe/Berlin");
});

/** Two hours ahead of UTC in winter, and three in summer. */
const OWN_ZONE = `BEGIN:VTIMEZONE
TZID:Our office
BEGIN:STANDARD
DTSTART:16011028T030000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE`.split("\n");

Deno.test("a zone that only the file knows is read as the file describes it, now and in far years", async () => {
  for (
    const [local, utc] of [["20261123T1030", "2026-11-23T08:30"], [
      "20260703T1030",
      "2026-07-03T07:30",
    ], ["82260703T1030", "8226-07-03T07:30"]]
  ) {
    const lines = event(`DTSTART;TZID=Our office:${local}00`);
    assertEquals(await starts(...OWN_ZONE, ...lines), [utc]);
  }
});

Deno.test("a zone may tell the second Sunday of a month by its seven days", async () => {
  const zone = OWN_ZONE.map((line) =>
    line.replace("BYDAY=-1SU;BYMONTH=3", "BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU;BYMONTH=3")
      .replace("DTSTART:1601", "DTSTART:1970")
  );
  const lines = event("DTSTART;TZID=Our office:20260308T103000");
  assertEquals(await starts(...zone, ...lines), ["2026-03-08T07:30"]);
});

Deno.test("a description of a zone that makes no sense, or makes too much work, does not count", async () => {
  const secondly = OWN_ZONE.map((line) => line.replace("YEARLY", "SECONDLY"));
  const broken = OWN_ZONE.map((line) => line.replace("+0200", "two hours"));
  const empty = OWN_ZONE.filter((line) => !/STANDARD|DAYLIGHT/.test(line));
  const endless = [
    ...OWN_ZONE.slice(0, -1),
    ...Array(20).fill(OWN_ZONE.slice(2, 8)).flat(),
    OWN_ZONE.at(-1)!,
  ];
  const weekly = OWN_ZONE.map((line) =>
    line.replace(/BYDAY.*/, "BYDAY=SU;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12")
  );
  for (const zone of [secondly, broken, empty, endless, weekly]) {
    const file = await readFile(
      calendar(...zone, ...event("DTSTART;TZID=Our office:20261123T093000")),
    );
    assertEquals(taken(file)[0]!.start, "2026-11-23T08:30");
    assertStringIncludes(file.notes.join(), "not known here");
  }
});
