import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { calendar, event, READER, readFile, starts, taken } from "../../support/imports.ts";

const WEEKLY = "DTSTART;TZID=Europe/Berlin:20261102T090000";

const days = async (...lines: string[]) =>
  (await starts(...event(...lines))).map((start) => start.slice(0, "2026-11-02".length));

const RULES: [rule: string, start: string, days: string[]][] = [
  ["FREQ=DAILY;COUNT=3", "20261201", ["2026-12-01", "2026-12-02", "2026-12-03"]],
  ["FREQ=DAILY;INTERVAL=10;UNTIL=20261221", "20261201", ["2026-12-01", "2026-12-11", "2026-12-21"]],
  ["FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", "20261201", ["2026-12-01", "2026-12-03", "2026-12-08"]],
  ["FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU;COUNT=2", "20261129", ["2026-11-29", "2026-12-13"]],
  ["FREQ=MONTHLY;COUNT=3", "20270131", ["2027-01-31", "2027-03-31", "2027-05-31"]],
  ["FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "20270131", ["2027-01-31", "2027-02-28", "2027-03-31"]],
  ["FREQ=MONTHLY;BYDAY=1MO;COUNT=2", "20261207", ["2026-12-07", "2027-01-04"]],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", "20261130", [
    "2026-11-30",
    "2026-12-31",
  ]],
  ["FREQ=YEARLY;BYMONTH=4,1;COUNT=3", "20270115", ["2027-01-15", "2027-04-15", "2028-01-15"]],
  ["FREQ=DAILY;BYMONTH=2;UNTIL=20270202", "20261201", ["2027-02-01", "2027-02-02"]],
  ["FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYSETPOS=-1", "20261126", ["2026-11-26", "2027-11-25"]],
  ["FREQ=YEARLY", "20200229", ["2028-02-29"]],
  [
    "FREQ=YEARLY;BYMONTH=12,2",
    "20270210",
    ["2027-02-10", "2027-12-10", "2028-02-10"],
  ],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "20260130", []],
  ["FREQ=YEARLY;INTERVAL=2", "19011201", ["2025-12-01", "2027-12-01"]],
  ["FREQ=MONTHLY;INTERVAL=5;UNTIL=20270401", "19990110", [
    "2026-02-10",
    "2026-07-10",
    "2026-12-10",
  ]],
];

for (const [rule, start, expected] of RULES) {
  Deno.test(`${rule} from ${start} is as the standard has it`, async () => {
    const found = await days(`DTSTART:${start}T090000Z`, `RRULE:${rule}`);
    assertEquals(found, expected);
  });
}

Deno.test("of a 29 February long ago the next ones are taken, in whatever year that is asked", async () => {
  const lines = event("DTSTART;VALUE=DATE:19440229", "RRULE:FREQ=YEARLY");
  for (const year of [2025, 2026, 2027, 2028]) {
    const now = Date.UTC(year, 10, 21);
    const found = taken(await readFile(calendar(...lines), { ...READER, now }));
    const next = year === 2025 ? [] : ["2028-02-28T23:00"];
    assertEquals(found.map(({ start }) => start), next, `${year}`);
  }
});

const REFUSED = [
  "FREQ=SECONDLY;COUNT=1000000000",
  "FREQ=MINUTELY",
  "FREQ=HOURLY;BYHOUR=9",
  "FREQ=DAILY;BYDAY=1MO",
  "FREQ=DAILY;BYSECOND=1,2,3",
  "FREQ=YEARLY;BYWEEKNO=53",
  "FREQ=YEARLY;BYYEARDAY=366",
  "FREQ=MONTHLY;BYMONTHDAY=0",
  "FREQ=WEEKLY;BYMONTH=13",
  "FREQ=NEVER",
  "COUNT=3",
  "nonsense",
  "",
];

for (const rule of REFUSED) {
  Deno.test(`what repeats by ${JSON.stringify(rule)} is left out, and soon`, async () => {
    const began = performance.now();
    const file = await readFile(calendar(...event("DTSTART:20261123T090000Z", `RRULE:${rule}`)));
    assertMatch(
      file.leftOut[0]!.why,
      /^It repeats by a rule that (is not known here|cannot be read)\.$/,
    );
    assert(performance.now() - began < 2000);
  });
}

Deno.test("what repeats keeps its time on the clocks of its zone", async () => {
  const found = await starts(...event(WEEKLY.replace("1102", "1012"), "RRULE:FREQ=WEEKLY;COUNT=3"));
  assertEquals(found, ["2026-10-12T07:00", "2026-10-19T07:00", "2026-10-26T08:00"]);
});

Deno.test("the end of a rule is an instant, and the date on it belongs to it", async () => {
  for (
    const [until, count] of [["20261116T080000Z", 3], ["20261116T075959Z", 2], ["20261116", 3], [
      "20261116T090000",
      3,
    ]] as const
  ) {
    const found = await days(WEEKLY, `RRULE:FREQ=WEEKLY;UNTIL=${until}`);
    assertEquals(found.length, count, until);
  }
});

Deno.test("each date goes by the event's name and its own, whatever zone it is told in", async () => {
  const file = await readFile(calendar(...event("UID:choir", WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=2")));
  assertEquals(taken(file).map(({ uid }) => uid), [
    "choir/20261102T080000Z",
    "choir/20261109T080000Z",
  ]);
  const whole = await readFile(
    calendar(...event("UID:fast", "DTSTART:20261102", "RRULE:FREQ=DAILY;COUNT=2")),
  );
  assertEquals(taken(whole).map(({ uid }) => uid), ["fast/20261102", "fast/20261103"]);
});

Deno.test("dates that are taken out are not there, and those that are added are", async () => {
  const rule = "RRULE:FREQ=WEEKLY;COUNT=4";
  const out = (line: string) => days(WEEKLY, rule, line);
  const without = ["2026-11-02", "2026-11-16", "2026-11-23"];
  assertEquals(await out("EXDATE;TZID=Europe/Berlin:20261109T090000"), without);
  assertEquals(await out("EXDATE:20261109T080000Z"), without);
  assertEquals(await out("EXDATE;TZID=Asia/Tokyo:20261109T170000"), without);
  assertEquals(await out("EXDATE;VALUE=DATE:20261109"), without);
  assertEquals(await out("EXDATE:20261109T080000Z,20261116T080000Z,nonsense"), [
    "2026-11-02",
    "2026-11-23",
  ]);
  assertEquals(await out("EXDATE:20261109T090000Z"), [
    "2026-11-02",
    "2026-11-09",
    "2026-11-16",
    "2026-11-23",
  ]);
  assertEquals(await days(WEEKLY, "RDATE:20261103T080000Z,20261102T080000Z"), [
    "2026-11-02",
    "2026-11-03",
  ]);
  assertEquals(await days(WEEKLY, "RDATE;VALUE=PERIOD:20261103T080000Z/PT2H"), [
    "2026-11-02",
    "2026-11-03",
  ]);
});

Deno.test("a date that was changed takes the place of the one that it was, and one that was cancelled goes", async () => {
  const main = event("UID:a", "SUMMARY:Choir", WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3");
  const moved = event(
    "UID:a",
    "SUMMARY:Later",
    "RECURRENCE-ID:20261109T080000Z",
    "DTSTART:20261110T100000Z",
  );
  const gone = event(
    "UID:a",
    "RECURRENCE-ID;TZID=Europe/Berlin:20261116T090000",
    "DTSTART:20261116T080000Z",
    "STATUS:CANCELLED",
  );
  for (const lines of [[main, moved, gone], [gone, moved, main]]) {
    const found = taken(await readFile(calendar(...lines.flat())));
    assertEquals(found.map(({ uid, title, start }) => [uid, title, start]), [
      ["a/20261102T080000Z", "Choir", "2026-11-02T08:00"],
      ["a/20261109T080000Z", "Later", "2026-11-10T10:00"],
    ]);
  }
});

Deno.test("a changed date without the rest of its event is taken by itself", async () => {
  const lines = event("UID:a", "RECURRENCE-ID:20261109T080000Z", "DTSTART:20261110T100000Z");
  const [found] = taken(await readFile(calendar(...lines)));
  assertEquals([found!.uid, found!.start], ["a/20261109T080000Z", "2026-11-10T10:00"]);
});

Deno.test("dates are taken from a year back to two years ahead", async () => {
  const found = await days("DTSTART:20000103T090000Z", "RRULE:FREQ=WEEKLY;INTERVAL=4");
  assertEquals([found[0], found.at(-1)], ["2025-12-01", "2028-10-30"]);
  assertEquals(await days("DTSTART:20000103T090000Z", "RRULE:FREQ=WEEKLY;UNTIL=20251001"), []);
  assertEquals(await days("DTSTART:20300103T090000Z", "RRULE:FREQ=WEEKLY"), []);
});

Deno.test("of too many dates two hundred are taken, those that come next first, and that is told", async () => {
  const endless = calendar(...event("SUMMARY:Tea", "DTSTART:20200101T160000Z", "RRULE:FREQ=DAILY"));
  const file = await readFile(endless);
  const found = taken(file);
  assertEquals(found.length, 200);
  assertEquals(found[0]!.start, "2026-11-21T16:00");
  assertStringIncludes(
    file.notes.join("\n"),
    "has more dates than that; those that come next are taken.",
  );
  const ending = await days("DTSTART:20200101T160000Z", "RRULE:FREQ=DAILY;UNTIL=20261130T000000Z");
  assertEquals(
    [ending.length, ending.at(-1)],
    [200, "2026-11-29"],
    "as many before them as there is room",
  );
});
