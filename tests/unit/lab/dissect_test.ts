import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { dissect } from "@/lib/lab/dissect.ts";
import { NOW, SECRET } from "../../support/constants.ts";
import { cookieValue, labSettings, newSession } from "./lab_session.ts";

const OTHER_SECRET = "an0ther-k3y-for-tests-9876543210-zyxwv";
const settings = labSettings();
const session = newSession(settings);
session.set("_login", "the-token-of-a-login");
session.set("_csrf", "the-secret-of-all-forms");
session.set("lab", new Map([["due", new Date(0)]]));
const value = cookieValue(session, settings);

Deno.test("a cookie is taken apart into all that it consists of", () => {
  const { payload: _, attributes, ...parts } = dissect(value, settings);
  assertEquals(attributes.split("; ").sort(), ["HttpOnly", "Path=/", "SameSite=Lax"]);
  assertEquals(parts, {
    name: "session",
    version: "1",
    issued: "Saturday 21 November 2026, 08:15:00 UTC (1795248900 seconds since 1970)",
    mac: value.slice(-43),
    bytes: "session".length + value.length,
    size: `${value.length + "session".length} of 4,096 bytes, name and value`,
    maxBytes: 4096,
    length: value.length,
    key: `the current one, ${settings.codec.keyIds[0]}`,
    verdict: "Valid: signed by this server, and neither too old nor from the future.",
  });
});

Deno.test("the payload is shown as it reads, but for its secrets", () => {
  const { payload } = dissect(value, settings);
  assertStringIncludes(payload, `"lab" => Map(1) { "due" => 1970-01-01T00:00:00.000Z }`);
  assertStringIncludes(payload, `"_login" => hidden (20 characters)`);
  assertStringIncludes(payload, `"_csrf" => hidden (23 characters)`);
});

Deno.test("whatever the app may keep under an underscore is a secret, but messages and how long it lasts", () => {
  const data = new Map<string, unknown>([
    ["_new", { token: "a-new-secret" }],
    ["_permanent", true],
    ["_flash", [{ id: "x", text: "Welcome.", category: "info" }]],
  ]);
  const { payload, attributes } = dissect(settings.codec.encode(data), settings);
  assertStringIncludes(payload, `"_new" => hidden,`);
  assertStringIncludes(payload, `"_permanent" => true`);
  assertStringIncludes(payload, "Welcome.");
  assertStringIncludes(attributes, "Max-Age=3600");
});

Deno.test("a full cookie is shown to its last character", () => {
  const data = new Map<string, unknown>([["lab", new Map([["a", "x".repeat(2500) + "end"]])]]);
  data.set("list", Array.from({ length: 200 }, (_, index) => index));
  const { payload } = dissect(settings.codec.encode(data), settings);
  assertStringIncludes(payload, "xend");
  assertFalse(payload.includes("more item"));
});

const VERDICTS: [what: string, value: string, now: number, verdict: RegExp][] = [
  ["not the shape of a session", "hello", NOW, /^Malformed/],
  ["nothing in it", "", NOW, /^Malformed/],
  ["another payload", value.replace("1.", "1.A"), NOW, /^Forged/],
  ["a signature that is too old", value, NOW + 3601_000, /^Expired/],
  ["a signature from the future", value, NOW - 61_000, /^From the future/],
];

for (const [what, value, now, verdict] of VERDICTS) {
  Deno.test(`a cookie with ${what} is told from a valid one, and not looked into`, () => {
    const dissected = dissect(value, labSettings({ clock: () => now }));
    assertMatch(dissected.verdict, verdict);
    assertMatch(dissected.payload, /^(–|\d+ bytes\. Nobody looks into what does not count\.)$/);
  });
}

Deno.test("the key that signed it is named: a fallback, or none of ours", () => {
  const rotated = labSettings({ secrets: [OTHER_SECRET, SECRET] });
  assertStringIncludes(dissect(value, rotated).key, `fallback 1, ${settings.codec.keyIds[0]}`);
  const foreign = labSettings({ secrets: [OTHER_SECRET] });
  assertEquals(dissect(value, foreign).key, "none of this server's");
});
