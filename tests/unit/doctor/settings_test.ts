import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { ConfigError, type Env } from "@/lib/config.ts";
import { examineSettings, type Finding, readSettings } from "@/lib/doctor/mod.ts";
import { NOW, SECRET } from "../../support/constants.ts";
import { BOOK, saidOf, settingsOf } from "../../support/doctor.ts";

const said = async (env: Env, own: string | null = null) =>
  examineSettings(await settingsOf(env, own));

interface Case {
  env: Env;
  level: Finding["level"];
  text: RegExp;
  silentAt: Env;
}

const TABLE: Record<string, Case> = {
  "a short key": {
    env: { ...BOOK, SECRET_KEY: "short" },
    level: "wrong",
    text: /^SECRET_KEY holds a key of 5 bytes; at least 32 are needed/,
    silentAt: BOOK,
  },
  "an example as key": {
    env: { ...BOOK, SECRET_KEY: "change-me-change-me-change-me-change-me" },
    level: "wrong",
    text: /^SECRET_KEY is an example/,
    silentAt: BOOK,
  },
  "no key outside localhost": {
    env: { ORIGIN: "https://book.example" },
    level: "wrong",
    text: /^SECRET_KEY is not set/,
    silentAt: {},
  },
  "a long key that repeats itself": {
    env: { ...BOOK, SECRET_KEY: "correct-horse-".repeat(4) },
    level: "warning",
    text: /repeats itself/,
    silentAt: BOOK,
  },
  "a long key of few signs among the fallbacks": {
    env: { ...BOOK, SECRET_KEY_FALLBACKS: "1231231132131231213211231231132113213" },
    level: "warning",
    text: /SECRET_KEY_FALLBACKS repeats itself/,
    silentAt: { ...BOOK, SECRET_KEY_FALLBACKS: SECRET.toUpperCase() },
  },
  "SameSite=Strict": {
    env: { ...BOOK, SESSION_COOKIE_SAMESITE: "strict" },
    level: "warning",
    text: /SESSION_COOKIE_SAMESITE is strict: people who follow a link from a mail/,
    silentAt: BOOK,
  },
  "a cookie that no page to sign in gets": {
    env: { ...BOOK, SESSION_COOKIE_PATH: "/book" },
    level: "wrong",
    text: /SESSION_COOKIE_PATH is "\/book": .* so nobody can sign in/,
    silentAt: { ...BOOK, SESSION_COOKIE_PATH: "/login" },
  },
  "SameSite=None": {
    env: { ...BOOK, SESSION_COOKIE_SAMESITE: "none" },
    level: "warning",
    text: /SESSION_COOKIE_SAMESITE is none/,
    silentAt: { ...BOOK, SESSION_COOKIE_SAMESITE: "lax" },
  },
  "cookie settings that contradict each other": {
    env: { ...BOOK, SESSION_COOKIE_NAME: "__Host-a", SESSION_COOKIE_PATH: "/app" },
    level: "wrong",
    text: /SESSION_COOKIE_….*must have the path \//,
    silentAt: { ...BOOK, SESSION_COOKIE_NAME: "__Host-a" },
  },
  "http outside localhost": {
    env: { ...BOOK, ORIGIN: "http://book.example" },
    level: "warning",
    text: /can read passwords and cookies/,
    silentAt: {},
  },
  "a database that is asked over an open line": {
    env: { ...BOOK, DATABASE_URL: "http://db.example:8080" },
    level: "warning",
    text: /DATABASE_URL leads to a server over http: anybody on the way/,
    silentAt: { ...BOOK, DATABASE_URL: "http://127.0.0.1:8080" },
  },
  "the same in the other spelling": {
    env: { ...BOOK, DATABASE_URL: "libsql://db.example:8080?tls=0" },
    level: "warning",
    text: /DATABASE_URL leads to a server over http/,
    silentAt: { ...BOOK, DATABASE_URL: "libsql://db.example" },
  },
  "a good ORIGIN": {
    env: BOOK,
    level: "fine",
    text: /^ORIGIN is "https:\/\/book\.example": only forms from there/,
    silentAt: {},
  },
  "no ORIGIN": {
    env: { PORT: "8123" },
    level: "fine",
    text: /^ORIGIN is not set: http:\/\/localhost:8123 and http:\/\/127\.0\.0\.1:8123/,
    silentAt: BOOK,
  },
  "a key, and older ones": {
    env: { ...BOOK, SECRET_KEY_FALLBACKS: `${SECRET}-1,${SECRET}-2` },
    level: "fine",
    text: /^There is a key to sign cookies with, and 2 that only verify\.$/,
    silentAt: {},
  },
  "what the session cookie is like": {
    env: { ...BOOK, SESSION_COOKIE_DOMAIN: "book.example", SESSION_COOKIE_PARTITIONED: "on" },
    level: "fine",
    text:
      /^The session cookie is "__Secure-session"; Secure; SameSite=Lax; Path=\/; Domain=book\.example; Partitioned\.$/,
    silentAt: BOOK,
  },
  "that localhost has no key yet": {
    env: {},
    level: "fine",
    text: /^There is no key yet.*data\/secret\.key/,
    silentAt: { SECRET_KEY: SECRET },
  },
};

for (const [what, { env, level, text, silentAt }] of Object.entries(TABLE)) {
  Deno.test(`of the settings the doctor notices ${what}`, async () => {
    const found = (await said(env)).find((finding) => text.test(finding.text));
    assertEquals(found?.level, level, Deno.inspect(await said(env)));
    assertEquals((await said(silentAt)).filter((finding) => text.test(finding.text)), []);
  });
}

Deno.test("the app's own key for localhost counts as a key", async () => {
  assertMatch((await said({}, SECRET)).map(({ text }) => text).join(), /There is a key/);
});

Deno.test("everything that is wrong with the settings is told at once", async () => {
  const env = { ...BOOK, PORT: "http", SECRET_KEY: "short", TRUST_PROXY: "yes", LOG_FORMAT: "xml" };
  const faults = (await said(env)).filter(({ level }) => level === "wrong");
  const names = faults.map(({ text }) => /^[A-Z_]+/.exec(text)?.[0]);
  assertEquals(names.sort(), ["LOG_FORMAT", "PORT", "SECRET_KEY", "TRUST_PROXY"]);
});

Deno.test("a bad key does not keep the doctor from looking at the rest, and judges no cookie", async () => {
  const findings = await saidOf("Host: shop.example\nCookie: __Host-session=x", {
    ...BOOK,
    SECRET_KEY: "short",
  });
  const texts = findings.map(({ text }) => text).join("\n");
  assertMatch(texts, /asked for host "shop\.example"/);
  assertMatch(texts, /no key here to judge it by/);
});

Deno.test("without an ORIGIN that can be read nothing is said against it, but other things are", async () => {
  const findings = await saidOf("Origin: https://book.example\nSet-Cookie: __Host-a=b", {
    ...BOOK,
    ORIGIN: "book.example",
  });
  assertEquals(findings.map(({ text }) => /"[^"]+"/.exec(text)?.[0]), ['"__Host-a"']);
});

Deno.test("a setting that cannot be read at all ends nothing", async () => {
  const settings = await readSettings({
    clock: () => NOW,
    environment: () => Promise.reject(new ConfigError(".env cannot be read: it is a folder")),
    ownSecret: () => Promise.resolve(null),
    session: () => {
      throw new Error("not reached");
    },
  });
  assertEquals(examineSettings(settings).map(({ text }) => text), [
    ".env cannot be read: it is a folder",
  ]);
});

Deno.test("what is no fault of the settings is not told as one", async () => {
  const options = {
    clock: () => NOW,
    environment: () => Promise.resolve(BOOK),
    ownSecret: () => Promise.resolve(null),
    session: () => {
      throw new Error("a bug");
    },
  };
  const error = await readSettings(options).catch((error) => error);
  assertEquals(error.message, "a bug");
});

Deno.test("no key is said, whatever is wrong with it", async () => {
  for (const key of ["hush-hush", SECRET, "correct-horse-".repeat(4), `${SECRET},${SECRET}`]) {
    const text = JSON.stringify(await said({ ...BOOK, SECRET_KEY: key }));
    assertFalse(text.includes(key));
    assert(text.length > 2);
  }
});
