import { assertEquals } from "@std/assert";
import { momentInWords } from "@/lib/moment.ts";

const AT = Date.UTC(2026, 10, 21, 14, 5);

const MOMENTS: [locale: string | undefined, words: string][] = [
  [undefined, "21 November 2026 at 14:05"],
  ["en-GB", "21 November 2026 at 14:05"],
  ["en-US", "November 21, 2026 at 2:05 PM"],
  ["en-CA", "November 21, 2026 at 2:05 p.m."],
  ["en-AU", "21 November 2026 at 2:05 pm"],
  ["en-IE", "21 November 2026 at 14:05"],
  ["en-ZA", "21 November 2026 at 14:05"],
];

for (const [locale, words] of MOMENTS) {
  Deno.test(`a moment reads "${words}" in ${locale ?? "mails"}`, () => {
    assertEquals(momentInWords(AT, { timeZone: "UTC", locale }), words);
  });
}

Deno.test("a moment is told on the clocks of its reader, at midnight as 00:00 or 12:00 AM", () => {
  const at = (timeZone: string, locale: string) =>
    momentInWords(Date.UTC(2026, 10, 21, 23), { timeZone, locale });
  assertEquals(at("Europe/Berlin", "en-GB"), "22 November 2026 at 00:00");
  assertEquals(at("Europe/Berlin", "en-US"), "November 22, 2026 at 12:00 AM");
  assertEquals(at("America/New_York", "en-GB"), "21 November 2026 at 18:00");
});
