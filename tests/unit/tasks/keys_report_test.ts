import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { keysReport } from "@/lib/tasks/keys_report.ts";

const SEEN = Date.UTC(2026, 10, 21, 8, 15);
const MONTH = 30 * 86_400;

Deno.test("each key stands in a line with its live sign-ins", () => {
  const inUse = [{ keyId: "current", logins: 12, lastSeenAt: SEEN }];
  assertEquals(keysReport(["current", "old"], inUse, MONTH).split("\n").slice(0, 3), [
    "Key                          Short name  Live sign-ins  Last seen",
    "SECRET_KEY                   current     12             2026-11-21T08:15Z",
    "SECRET_KEY_FALLBACKS, no. 1  old         0              -",
  ]);
});

Deno.test("a key that nobody hangs on can be dropped; of the others it is told what that would do", () => {
  const inUse = [
    { keyId: "one", logins: 1, lastSeenAt: SEEN },
    { keyId: "many", logins: 3, lastSeenAt: SEEN },
  ];
  const report = keysReport(["current", "none", "one", "many"], inUse, MONTH);
  assertStringIncludes(report, "no. 1: no live sign-in hangs on it. It can be dropped.");
  assertStringIncludes(report, "no. 2: dropping it now would end 1 sign-in.");
  assertStringIncludes(report, "no. 3: dropping it now would end 3 sign-ins.");
});

Deno.test("a key that is set twice is told, and that dropping the copy ends nothing", () => {
  const inUse = [
    { keyId: "current", logins: 2, lastSeenAt: SEEN },
    { keyId: "old", logins: 1, lastSeenAt: SEEN },
  ];
  const report = keysReport(["current", "current", "old", "old"], inUse, MONTH);
  assertStringIncludes(report, "no. 1: the same key as SECRET_KEY. It can be dropped.");
  assertStringIncludes(report, "no. 2: dropping it now would end 1 sign-in.");
  assertStringIncludes(
    report,
    "no. 3: the same key as SECRET_KEY_FALLBACKS, no. 2. It can be dropped.",
  );
});

Deno.test("logins whose key is not set, or not known yet, are told apart", () => {
  const inUse = [
    { keyId: "", logins: 1, lastSeenAt: SEEN },
    { keyId: "gone", logins: 2, lastSeenAt: SEEN },
  ];
  const report = keysReport(["current"], inUse, MONTH);
  assertMatch(report, /^not noted yet +- +1 /m);
  assertMatch(report, /^not set any more +gone +2 /m);
  assertStringIncludes(report, "1 sign-in hangs on a key that the next visit will tell.");
  assertStringIncludes(report, "2 sign-ins hang on a key that is not set");
});

Deno.test("when an old cookie stops counting by itself is told in days", () => {
  assertStringIncludes(keysReport(["current"], [], MONTH), "30 days after a key was replaced");
  assertStringIncludes(keysReport(["current"], [], 3600), "A day after a key was replaced");
});
