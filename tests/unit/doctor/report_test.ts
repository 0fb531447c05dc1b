import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { type Finding, report } from "@/lib/doctor/mod.ts";

const WRONG: Finding = { level: "wrong", text: "It is broken.", remedy: "Mend it." };
const WARNING: Finding = { level: "warning", text: "It may break.", remedy: "Hold it." };
const FINE: Finding = { level: "fine", text: "It holds." };

Deno.test("a report has a sign before each finding, and its remedy below", () => {
  const sections = [{ title: "Door", findings: [WRONG, WARNING] }, {
    title: "Roof",
    findings: [FINE],
  }];
  assertEquals(
    report(sections, { colours: false }),
    `Door
  ✗ It is broken.
    Mend it.
  ! It may break.
    Hold it.

Roof
  ✓ It holds.

1 thing is wrong; 1 thing to look at.`,
  );
});

const SUMMARIES: [findings: Finding[], summary: RegExp][] = [
  [[], /\nNothing is wrong, as far as can be seen\.$/],
  [[FINE], /\nNothing is wrong, as far as can be seen\.$/],
  [[WARNING, WARNING], /\nNothing is plainly wrong; 2 things to look at\.$/],
  [[WRONG, WRONG, FINE], /\n2 things are wrong\.$/],
];

for (const [findings, summary] of SUMMARIES) {
  Deno.test(`of ${findings.map(({ level }) => level).join(" and ") || "nothing"} the report ends with ${summary.source}`, () => {
    assertMatch(report([{ title: "House", findings }], { colours: false }), summary);
  });
}

Deno.test("colours are for terminals, and nothing else steers them", () => {
  const title = "House", text = "The name is \x1b[2J\x9b2J.";
  const coloured = report([{ title, findings: [{ ...WRONG, text }] }], { colours: true });
  assertStringIncludes(coloured, "\x1b[31m✗\x1b[0m The name is ?[2J?2J.");
  assertFalse(
    /[^\P{Cc}\n]/u.test(report([{ title, findings: [{ ...WRONG, text }] }], { colours: false })),
  );
});
