import { assertEquals } from "@std/assert";
import { quoted } from "@/lib/appointments/quoted.ts";

const TITLES: [what: string, title: string, quoted: string][] = [
  ["a title stands in quotation marks", "Dentist", "“Dentist”"],
  ["a long one is cut", "x".repeat(90), `“${"x".repeat(79)}…”`],
  ["one that just fits is whole", "x".repeat(80), `“${"x".repeat(80)}”`],
  ["characters are not cut in half", "🧥".repeat(81), `“${"🧥".repeat(79)}…”`],
  ["words from right to left are set apart", "רופא", "\u2068“רופא”\u2069"],
  ["and Arabic ones", "طبيب", "\u2068“طبيب”\u2069"],
  ["signs that turn the sentence around are left out", "a\u202eb\u2069c\u200f", "“abc”"],
];

for (const [what, title, expected] of TITLES) {
  Deno.test(`in a sentence: ${what}`, () => assertEquals(quoted(title), expected));
}
