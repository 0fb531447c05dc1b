import { assert, assertEquals, assertFalse } from "@std/assert";
import { createLog, type LogFields } from "@/lib/web/log.ts";
import { cut, MAX_VALUE } from "@/lib/web/log_text.ts";
import { fc } from "../../support/fast_check.ts";
import { UNSEEN } from "../../support/log_lines.ts";

/** Any text, with much of what moves a terminal, a reader's eye or a program that cuts lines. */
const nasty = fc.constantFrom(
  ...'\n\r\0\x1b\x7f\x85\u2028\u2029\u202e\u2066\u200b\ufeff\ud800\u00a0\u3000"\\= ',
  "\x1b[2J",
  "\n12:00:00 request status=200",
  '"}\n{"level":"error"}',
  "\u{e0001}",
);
const text = fc.oneof(
  fc.array(fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 40 })
    .map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 3_000, size: "max" }),
);
const fields = fc.record({ a: text, b: fc.oneof(text, fc.integer()), c: text });

function logged(format: "pretty" | "json", told: LogFields): string {
  const lines: string[] = [];
  createLog(format, (line) => lines.push(line)).info("told", told);
  assertEquals(lines.length, 1);
  return lines[0]!;
}

/** What is written of a value. */
const shown = (value: string | number) => typeof value === "string" ? cut(value, MAX_VALUE) : value;

for (const format of ["pretty", "json"] as const) {
  Deno.test(`whatever a value holds, a ${format} line is one, of bounded length, and shows all that it holds`, () => {
    fc.assert(fc.property(fields, (told) => {
      const line = logged(format, told);
      assertFalse(UNSEEN.test(line), JSON.stringify(line));
      assert(line.length < 100 + 3 * 6 * (MAX_VALUE + 4));
    }));
  });
}

Deno.test("a program reads from a line in JSON what was told, half letters included", () => {
  fc.assert(fc.property(fields, (told) => {
    const { time: _, ...rest } = JSON.parse(logged("json", told));
    const expected = Object.entries(told).map(([name, value]) => [name, shown(value)]);
    assertEquals(rest, { level: "info", event: "told", ...Object.fromEntries(expected) });
  }));
});

/** A field as a person reads it: a name, and something bare or in quotes. */
const FIELD = / (\w+)=("(?:[^"\\]|\\.)*"|[^ "]*)/gy;

Deno.test("a value in a pretty line cannot be taken for another field", () => {
  fc.assert(fc.property(fields, (told) => {
    const line = logged("pretty", told);
    const found = [...line.slice("12:00:00 told".length).matchAll(FIELD)];
    assertEquals(found.map(([all]) => all).join(""), line.slice("12:00:00 told".length));
    const values = found.map(([, name, value = ""]) => [
      name,
      value.startsWith('"') ? JSON.parse(value) : value,
    ]);
    assertEquals(values, Object.entries(told).map(([name, value]) => [name, String(shown(value))]));
  }));
});

Deno.test("an error that caused itself, or has no words, is told all the same, and cut", () => {
  const lines: string[] = [];
  const log = createLog("json", (line) => lines.push(line));
  const error = new Error("x".repeat(100_000));
  error.cause = error;
  for (const thrown of [error, Object.create(null), null, Symbol("s"), () => {}]) {
    log.error("failed", {}, thrown);
  }
  assertEquals(lines.length, 5);
  assert(lines[0]!.length < 5_000);
});
