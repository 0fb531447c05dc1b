import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  isLabType,
  LAB_TYPES,
  type LabTypeName,
  type LabValue,
  parseValue,
  typeOf,
} from "@/lib/lab/values.ts";
import { inWords } from "@/lib/lab/words.ts";

const TAKEN: [type: LabTypeName, text: string, value: LabValue, words: string][] = [
  ["text", "blue", "blue", "blue"],
  ["text", "", "", "nothing: a text without characters"],
  ["text", " two\r\nlines ", " two\nlines ", " two\nlines "],
  ["number", " 42 ", 42, "42"],
  ["number", "-1.5", -1.5, "-1.5"],
  ["number", "6e23", 6e23, "6e+23"],
  ["bigint", "12345678901234567890", 12345678901234567890n, "12345678901234567890"],
  ["date", "2026-05-04", new Date("2026-05-04T00:00Z"), "Monday 4 May 2026, 00:00:00 UTC"],
  ["date", "2026-05-04 09:30", new Date("2026-05-04T09:30Z"), "Monday 4 May 2026, 09:30:00 UTC"],
  [
    "date",
    "2026-05-04T09:30:01+02:00",
    new Date("2026-05-04T07:30:01Z"),
    "Monday 4 May 2026, 07:30:01 UTC",
  ],
  ["date", "2024-02-29", new Date("2024-02-29T00:00Z"), "Thursday 29 February 2024, 00:00:00 UTC"],
  ["list", "hat", ["hat"], "1 entry: hat"],
  ["list", "hat, coat ,, scarf", ["hat", "coat", "scarf"], "3 entries: hat, coat, scarf"],
  ["list", "hat, grey\r\ncoat\r\n", ["hat, grey", "coat"], "2 entries: hat, grey, coat"],
  ["map", "a = 1\r\n\r\nb=x=y", new Map([["a", "1"], ["b", "x=y"]]), "2 entries: a → 1, b → x=y"],
  ["map", "__proto__ =", new Map([["__proto__", ""]]), "1 entry: __proto__ → "],
];

for (const [type, text, value, words] of TAKEN) {
  Deno.test(`${JSON.stringify(text)} is taken as ${type}, and told in words`, () => {
    assertEquals(parseValue(type, text), { ok: true, value });
    assertEquals([typeOf(value), inWords(value)], [type, words]);
  });
}

const REFUSED: [type: LabTypeName, text: string, error: RegExp][] = [
  ["number", "", /Please enter a number/],
  ["number", "1,5", /Please enter a number/],
  ["number", "0x10", /Please enter a number/],
  ["number", "1e999", /Numbers end at/],
  ["bigint", "1.5", /Please enter a whole number/],
  ["date", "tomorrow", /Please enter a date/],
  ["date", "2026-02-30", /Please enter a date/],
  ["date", "2026-13-01", /Please enter a date/],
  ["date", "2026-05-04 25:00", /Please enter a date/],
  ["list", " , ", /at least one entry/],
  ["map", "", /at least one line/],
  ["map", "a = 1\nb", /“b” has no =/],
  ["map", "= 1", /a name before the =/],
  ["map", "a = 1\na = 2", /“a” stands here twice/],
];

for (const [type, text, error] of REFUSED) {
  Deno.test(`${JSON.stringify(text)} is refused as ${type}, with how to write one`, () => {
    const parsed = parseValue(type, text);
    assertMatch(parsed.ok ? "" : parsed.error, error);
  });
}

Deno.test("only the types that are offered are types", () => {
  for (const [name] of LAB_TYPES) assertEquals(isLabType(name), true, name);
  for (const name of ["", "Text", "toString", "__proto__"]) {
    assertEquals(isLabType(name), false, name);
  }
});

Deno.test("64 KiB of digits that end in a letter do not keep the server busy", () => {
  const started = performance.now();
  for (const [type] of LAB_TYPES) parseValue(type, `${"1".repeat(65_000)}x`);
  const ms = performance.now() - started;
  assert(ms < 500, `${ms} ms`);
});
