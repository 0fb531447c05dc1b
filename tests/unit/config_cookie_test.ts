import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { sessionSettingsOf } from "@/lib/app.ts";
import { ConfigError, type Env, readConfig } from "@/lib/config.ts";
import { createLog } from "@/lib/web/log.ts";
import { SECRET } from "../support/constants.ts";

const HTTPS = { ORIGIN: "https://www.book.example", SECRET_KEY: SECRET };

/** The settings of sessions, as the app makes them from its environment. */
function settings(env: Env) {
  const config = readConfig({ SECRET_KEY: SECRET, ...env });
  return sessionSettingsOf({ config, clock: Date.now, log: createLog("json", () => {}) });
}

Deno.test("nothing has to be set of the session cookie", () => {
  const strict = { path: "/", httpOnly: true, sameSite: "Lax", partitioned: false };
  assertEquals(settings({}).cookie, { ...strict, name: "session", secure: false } as never);
  assertEquals(
    settings(HTTPS).cookie,
    { ...strict, name: "__Host-session", secure: true } as never,
  );
  assertEquals(settings({}).refresh, "due");
});

Deno.test("all of the session cookie can be set", () => {
  const { cookie, refresh } = settings({
    ...HTTPS,
    SESSION_COOKIE_NAME: "sid",
    SESSION_COOKIE_PATH: "/book",
    SESSION_COOKIE_DOMAIN: ".Book.example",
    SESSION_COOKIE_SAMESITE: "none",
    SESSION_COOKIE_PARTITIONED: "on",
    SESSION_REFRESH: "each",
  });
  assertEquals(cookie, {
    name: "sid",
    path: "/book",
    domain: "book.example",
    secure: true,
    httpOnly: true,
    sameSite: "None",
    partitioned: true,
  });
  assertEquals(refresh, "each");
});

Deno.test("the longest login decides how long a session holds", () => {
  assertEquals(settings({ SESSION_LIFETIME: "50", REMEMBER_LIFETIME: "40" }).lifetime, 50);
  assertEquals(settings({ SESSION_LIFETIME: "50", REMEMBER_LIFETIME: "60" }).lifetime, 60);
});

const REFUSED: [env: Env, message: string][] = [
  [{ SESSION_COOKIE_SAMESITE: "sometimes" }, 'SESSION_COOKIE_SAMESITE is "sometimes"'],
  [{ SESSION_COOKIE_PARTITIONED: "yes" }, 'SESSION_COOKIE_PARTITIONED is "yes"'],
  [{ SESSION_REFRESH: "always" }, 'SESSION_REFRESH is "always"; it has to be due or each or never'],
  [{ SESSION_COOKIE_DOMAIN: "localhost" }, 'SESSION_COOKIE_DOMAIN is "localhost"'],
  [{ ...HTTPS, SESSION_COOKIE_DOMAIN: "example" }, 'SESSION_COOKIE_DOMAIN is "example"'],
  [{ ...HTTPS, SESSION_COOKIE_DOMAIN: "other.example" }, "the host of ORIGIN (www.book.example)"],
  [{ ...HTTPS, SESSION_COOKIE_DOMAIN: "ok.example" }, "or a domain above it"],
  [{ ORIGIN: "http://10.0.0.1", SECRET_KEY: SECRET, SESSION_COOKIE_DOMAIN: "0.0.1" }, "0.0.1"],
  [
    { ORIGIN: "http://book.example", SECRET_KEY: SECRET, SESSION_COOKIE_PARTITIONED: "on" },
    "SESSION_COOKIE_PARTITIONED needs https, and ORIGIN is http://book.example",
  ],
  [{ SESSION_COOKIE_SAMESITE: "none" }, "SameSite=None must be Secure"],
  [{ SESSION_COOKIE_NAME: "__Host-sid" }, "must be Secure"],
  [{ SESSION_COOKIE_NAME: "two words" }, "The name may hold only"],
  [{ SESSION_COOKIE_PATH: "book" }, "The path has to begin with /"],
  [
    { ...HTTPS, SESSION_COOKIE_NAME: "__Host-sid", SESSION_COOKIE_DOMAIN: "book.example" },
    "must not have a domain",
  ],
  [
    { ...HTTPS, SESSION_COOKIE_NAME: "__Host-sid", SESSION_COOKIE_PATH: "/book" },
    "must have the path /",
  ],
];

for (const [env, message] of REFUSED) {
  const shown = Object.entries(env).filter(([name]) => name !== "SECRET_KEY")
    .map((pair) => pair.join("=")).join(" ");
  Deno.test(`${shown} is refused at start`, () => {
    assertStringIncludes(assertThrows(() => settings(env), ConfigError).message, message);
  });
}
