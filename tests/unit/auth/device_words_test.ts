import { assertEquals } from "@std/assert";
import { deviceWords } from "@/lib/auth/mod.ts";
import { CHROME, FIREFOX, SAFARI } from "../../support/browsers.ts";

const WORDS: [userAgent: string, words: string][] = [
  [FIREFOX, "Firefox on Linux"],
  [CHROME, "Chrome on Windows"],
  [SAFARI, "Safari on iOS"],
  ["curl/8.5.0", "curl"],
  ["python-requests/2.32", "python-requests"],
  ["", "An unknown browser"],
  ["<script>alert(1)</script>", "An unknown browser"],
  // These words stand in mails to others: they must be no sentence and no address of somebody's choice.
  ["Win a prize at www.evil.example/1.0 (today)", "Win"],
  ["www.evil.example/1.0", "www"],
  [`${"a".repeat(200)}/1.0`, "a".repeat(40)],
];

for (const [userAgent, words] of WORDS) {
  Deno.test(`"${userAgent.slice(0, 30)}" is said as "${words.slice(0, 30)}"`, () => {
    assertEquals(deviceWords(userAgent), words);
  });
}
