/** ASVS 5.0 §6.1, §7.1, §8.1: what has to be written down is, and says what the code does. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { SITE_WORDS } from "@/lib/auth/passwords/policy.ts";
import { LIMIT, MAX_ACCOUNTS } from "@/lib/auth/passwords/throttle_rules.ts";
import { readConfig } from "@/lib/config.ts";
import { ROOT } from "../../support/constants.ts";
import { routeFiles } from "../../support/route_files.ts";

const written = (await Deno.readTextFile(join(ROOT, "CONTRIBUTING.md"))).replace(/\s+/g, " ");
const config = readConfig({});

Deno.test("6.1.1: it is written how guessing is slowed down, and that nobody can lock others out", () => {
  assertEquals(LIMIT, 10);
  for (
    const words of [
      "**Failed sign-ins are counted per account and source.**",
      "from the tenth failure on",
      `${MAX_ACCOUNTS} accounts an hour`,
      "Nobody locks an owner out",
    ]
  ) assertStringIncludes(written, words);
});

Deno.test("6.1.2: the words that no password may be made of are written down", () => {
  assertStringIncludes(written, "the person's name, their email, and the names of the place");
  for (const word of SITE_WORDS) assertStringIncludes(written, `\`: ${word}`);
});

Deno.test("6.1.3: all ways in are written down, with what each takes and how long it holds", async () => {
  for (const { file, pattern, text } of await routeFiles()) {
    if (!/\b(signIn|startLogin|confirmLogin|resetPassword)\(/.test(text)) continue;
    assertStringIncludes(written, `| \`${pattern.replace(":token", "…")}\``, file);
  }
  for (const way of ["/api", "deno task user"]) assertStringIncludes(written, `| \`${way}\``);
});

Deno.test("7.1.1: the limits of sessions are written down as they are, and measured by NIST SP 800-63B", () => {
  const days = (seconds: number) => seconds / 86_400;
  const { sessionLifetime, sessionIdleTimeout, rememberLifetime, freshLoginWindow } = config;
  const limits = `${days(sessionLifetime)} days, ${
    days(sessionIdleTimeout)
  } day idle; remembered, ${days(rememberLifetime)} days`;
  assertStringIncludes(written, limits);
  assertStringIncludes(written, `${freshLoginWindow / 60} minutes for what is sensitive`);
  assertStringIncludes(written, `once, ${config.resetLifetime / 60} minutes`);
  assert(days(rememberLifetime) <= 30, "800-63B-4 §2.1.3");
  assertStringIncludes(written, "NIST SP 800-63B-4 §2.1.3");
});

Deno.test("7.1.2: it is written how many sessions an account may have", () => {
  assertStringIncludes(written, "An account may have any number of sessions");
});

Deno.test("8.1.1: it is written who may do what, for each group of routes", async () => {
  const groups = new Set((await routeFiles()).map(({ group }) => group));
  for (const group of groups) {
    if (group === "public") continue; // for all, as the name says
    assertMatch(written, new RegExp(`\\| \\w+ \`(\\(${group}\\)|${group}/)\``), group);
  }
});

Deno.test("8.1.2: it is written who reads and changes which field", () => {
  assertStringIncludes(written, "| Field | Who reads it | Who changes it |");
});
