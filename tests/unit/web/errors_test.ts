import { assertEquals } from "@std/assert";
import { QueueFullError } from "@/lib/crypto/queue.ts";
import { errorHeaders, toHttpError, tooMany } from "@/lib/web/errors.ts";
import { inWords } from "@/lib/web/wait_words.ts";

Deno.test("who comes too early is told when to come again, in words and in seconds", () => {
  const { status, message, cause } = toHttpError(tooMany(61));
  assertEquals(status, 429);
  assertEquals(message, "That was tried too often. Please wait 2 minutes, and then try again.");
  assertEquals(errorHeaders(status, cause), { "retry-after": "61" });
});

Deno.test("where too many passwords wait to be hashed, two seconds are a good time to come again", () => {
  const { status, cause } = toHttpError(new QueueFullError("full"));
  assertEquals([status, errorHeaders(status, cause)], [503, { "retry-after": "2" }]);
});

Deno.test("other refusals name no time", () => assertEquals(errorHeaders(403), {}));

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
