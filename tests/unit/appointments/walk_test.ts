import { assert, assertEquals } from "@std/assert";
import { toRule } from "@/lib/appointments/import/rules.ts";
import { walk } from "@/lib/appointments/import/walk.ts";
import { ICAL } from "../../support/calendar.ts";
import { fc } from "../../support/fast_check.ts";

const DAY = 86_400_000;
const numberOf = (day: string) => Date.parse(day) / DAY;
const dayOf = (number: number) => new Date(number * DAY).toISOString().slice(0, 10);

/** The days of a rule; for as long as the standard's own examples go. */
function days(rule: string, start: string, from = start, until = "2010-01-01"): string[] {
  const known = toRule(ICAL.Recur.fromString(rule));
  assert(known, rule);
  const stretch = { start: numberOf(start), from: numberOf(from), until: numberOf(until) };
  return [...walk(known, stretch)].map(dayOf);
}

/** From RFC 5545 §3.8.5.3, with its dates: those of a month after one another, `1997-09: 2 12`. */
const EXAMPLES: [rule: string, start: string, dates: string][] = [
  ["FREQ=DAILY;COUNT=10", "1997-09-02", "1997-09: 2 3 4 5 6 7 8 9 10 11"],
  ["FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "1997-09: 2 12 22, 1997-10: 2 12"],
  ["FREQ=WEEKLY;COUNT=10", "1997-09-02", "1997-09: 2 9 16 23 30, 1997-10: 7 14 21 28, 1997-11: 4"],
  [
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR;COUNT=25",
    "1997-09-01",
    "1997-09: 1 3 5 15 17 19 29, 1997-10: 1 3 13 15 17 27 29 31, 1997-11: 10 12 14 24 26 28, 1997-12: 8 10 12 22",
  ],
  [
    "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
    "1997-09-02",
    "1997-09: 2 4 16 18 30, 1997-10: 2 14 16",
  ],
  [
    "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
    "1997-09-05",
    "1997-09: 5, 1997-10: 3, 1997-11: 7, 1997-12: 5, 1998-01: 2, 1998-02: 6, 1998-03: 6, 1998-04: 3, 1998-05: 1, 1998-06: 5",
  ],
  [
    "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
    "1997-09-07",
    "1997-09: 7 28, 1997-11: 2 30, 1998-01: 4 25, 1998-03: 1 29, 1998-05: 3 31",
  ],
  [
    "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
    "1997-09-22",
    "1997-09: 22, 1997-10: 20, 1997-11: 17, 1997-12: 22, 1998-01: 19, 1998-02: 16",
  ],
  [
    "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=6",
    "1997-09-28",
    "1997-09: 28, 1997-10: 29, 1997-11: 28, 1997-12: 29, 1998-01: 29, 1998-02: 26",
  ],
  [
    "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
    "1997-09-30",
    "1997-09: 30, 1997-10: 1 31, 1997-11: 1 30, 1997-12: 1 31, 1998-01: 1 31, 1998-02: 1",
  ],
  [
    "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
    "1997-09-10",
    "1997-09: 10 11 12 13 14 15, 1999-03: 10 11 12 13",
  ],
  [
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;COUNT=13",
    "1997-09-02",
    "1997-09: 2 9 16 23 30, 1997-11: 4 11 18 25, 1998-01: 6 13 20 27",
  ],
  [
    "FREQ=YEARLY;COUNT=4;BYMONTH=6,7",
    "1997-06-10",
    "1997-06: 10, 1997-07: 10, 1998-06: 10, 1998-07: 10",
  ],
  [
    "FREQ=YEARLY;INTERVAL=2;COUNT=7;BYMONTH=1,2,3",
    "1997-03-10",
    "1997-03: 10, 1999-01: 10, 1999-02: 10, 1999-03: 10, 2001-01: 10, 2001-02: 10, 2001-03: 10",
  ],
  ["FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05: 19, 1998-05: 18, 1999-05: 17"],
  [
    "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=11",
    "1997-03-13",
    "1997-03: 13 20 27, 1998-03: 5 12 19 26, 1999-03: 4 11 18 25",
  ],
  [
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=5",
    "1997-09-02",
    "1998-02: 13, 1998-03: 13, 1998-11: 13, 1999-08: 13, 2000-10: 13",
  ],
  [
    "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=6",
    "1997-09-13",
    "1997-09: 13, 1997-10: 11, 1997-11: 8, 1997-12: 13, 1998-01: 10, 1998-02: 7",
  ],
  [
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
    "1996-11-05",
    "1996-11: 5, 2000-11: 7, 2004-11: 2",
  ],
  [
    "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
    "1997-09-04",
    "1997-09: 4, 1997-10: 7, 1997-11: 6",
  ],
  [
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=5",
    "1997-09-29",
    "1997-09: 29, 1997-10: 30, 1997-11: 27, 1997-12: 30, 1998-01: 29",
  ],
  ["FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08: 5 10 19 24"],
  ["FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08: 5 17 19 31"],
  [
    "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
    "2007-01-15",
    "2007-01: 15 30, 2007-02: 15, 2007-03: 15 30",
  ],
];

function unfold(dates: string): string[] {
  return dates.split(", ").flatMap((part) => {
    const [month, list = ""] = part.split(": ");
    return list.split(" ").map((date) => `${month}-${date.padStart(2, "0")}`);
  });
}

for (const [rule, start, dates] of EXAMPLES) {
  Deno.test(`${rule} has the dates that the standard gives as an example`, () => {
    assertEquals(days(rule, start), unfold(dates));
  });
}

Deno.test("every day in January for three years, said in two ways, is the same", () => {
  const yearly = days("FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA;COUNT=93", "1998-01-01");
  assertEquals(yearly, days("FREQ=DAILY;BYMONTH=1;COUNT=93", "1998-01-01"));
  assertEquals([yearly.length, yearly.at(-1)], [93, "2000-01-31"]);
});

const rules = fc.record({
  frequency: fc.constantFrom("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
  interval: fc.constantFrom(1, 2, 3, 7, 12, 100, 1_000_000_000),
  parts: fc.array(
    fc.constantFrom(
      ...["BYMONTH=2", "BYMONTH=12,1", "BYMONTHDAY=29", "BYMONTHDAY=-31,31", "BYDAY=MO,SU"],
      ...["BYSETPOS=-1", "BYSETPOS=366", "WKST=SU", "BYMONTHDAY=30;BYMONTH=2"],
    ),
    { maxLength: 2 },
  ),
  start: fc.integer({ min: numberOf("1900-01-01"), max: numberOf("2030-01-01") }),
});

Deno.test("whatever the rule, looking at a later stretch gives the same days as walking there, and soon", () => {
  const [from, until] = ["2025-11-21", "2028-11-21"];
  fc.assert(
    fc.property(rules, ({ frequency, interval, parts, start }) => {
      const rule = [`FREQ=${frequency}`, `INTERVAL=${interval}`, ...parts].join(";");
      const began = performance.now();
      const found = days(rule, dayOf(start), from, until);
      const walked = days(`${rule};COUNT=1000000000`, dayOf(start), from, until);
      assertEquals(found, walked);
      assertEquals(found, found.toSorted());
      assert(performance.now() - began < 5000);
    }),
    { numRuns: 200 },
  );
});
