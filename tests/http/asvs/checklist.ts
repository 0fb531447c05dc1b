import { assertEquals } from "@std/assert";
import { tableBelow, testNames } from "../../support/test_names.ts";

/** How many requirements of levels 1 and 2 each section has, and those among them that are of level 3. */
const SECTIONS: Record<string, [count: number, level3?: number[]]> = {
  "6.1": [3],
  "6.2": [12],
  "6.3": [8, [5, 6, 7, 8]],
  "6.4": [6, [5, 6]],
  "6.5": [8, [6, 7, 8]],
  "6.6": [4, [4]],
  "6.7": [2, [1, 2]],
  "6.8": [4],
  "7.1": [3],
  "7.2": [4],
  "7.3": [2],
  "7.4": [5],
  "7.5": [3, [3]],
  "7.6": [2],
  "8.1": [4, [3, 4]],
  "8.2": [4, [4]],
  "8.3": [3, [2, 3]],
  "8.4": [2, [2]],
};

const REQUIREMENTS = Object.entries(SECTIONS).flatMap(([section, [count, level3 = []]]) =>
  Array.from({ length: count }, (_, index) => index + 1)
    .filter((number) => !level3.includes(number))
    .map((number) => `${section}.${number}`)
);

const NUMBER = /\d\.\d\.\d+/g;

/** `6.5.1 – 6.5.5` is all five. */
function numbersIn(cell: string): string[] {
  const numbers = cell.match(NUMBER) ?? [];
  if (!cell.includes("–")) return numbers;
  const [from = "", to = ""] = numbers;
  return REQUIREMENTS.slice(REQUIREMENTS.indexOf(from), REQUIREMENTS.indexOf(to) + 1);
}

Deno.test("every requirement of levels 1 and 2 has a test, or a line in CONTRIBUTING.md that says why not", async () => {
  const names = await testNames("tests/http/asvs");
  const tested = new Set(names.flatMap((name) => name.split(": ")[0]!.match(NUMBER) ?? []));
  const rows = await tableBelow("OWASP ASVS 5.0, chapters 6 to 8");
  const listed = new Set(rows.flatMap(([cell = ""]) => numbersIn(cell)));
  assertEquals(REQUIREMENTS.filter((number) => !tested.has(number) && !listed.has(number)), []);
  assertEquals([...tested, ...listed].filter((number) => !REQUIREMENTS.includes(number)), []);
});
