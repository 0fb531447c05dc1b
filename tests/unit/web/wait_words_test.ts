import { assertEquals } from "@std/assert";
import { inWords } from "@/lib/web/wait_words.ts";

const WORDS: Record<number, string> = {
  0: "1 second",
  1: "1 second",
  59: "59 seconds",
  60: "1 minute",
  61: "2 minutes",
  3540: "59 minutes",
  3541: "1 hour",
  3600: "1 hour",
  3601: "2 hours",
};

for (const [seconds, words] of Object.entries(WORDS)) {
  Deno.test(`${seconds} seconds are ${words} to a person`, () => {
    assertEquals(inWords(Number(seconds)), words);
  });
}
