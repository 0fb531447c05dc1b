import { assertEquals, assertFalse, assertMatch } from "@std/assert";
import { createCodec } from "@/lib/session/codec.ts";
import { createKeyring } from "@/lib/crypto/keyring.ts";
import { NOW, SECRET } from "../../support/constants.ts";
import { BOOK, type Notice, notices, saidOf } from "../../support/doctor.ts";

const OLD = "0ld-key-for-tests-only-0123456789-abcdef";
const DAY = 86_400;

/** A session cookie's value, signed under a key at a time in seconds from now. */
function signed(secret = SECRET, seconds = 0, cookieName = "__Host-session"): string {
  const keyring = createKeyring([secret], "session");
  const codec = createCodec({
    keyring,
    cookieName,
    maxAge: DAY,
    clock: () => NOW + seconds * 1000,
  });
  return codec.encode(new Map([["_login", "hush-hush"]]));
}

const VALUE = signed();
const sent = (value: string) => `Cookie: theme=dark; __Host-session=${value}`;
const form = (...headers: string[]) =>
  ["POST /login HTTP/1.1", "Host: book.example", "Origin: https://book.example", ...headers]
    .join("\n");

const TABLE: Record<string, Notice> = {
  "a session under the current key": {
    pasted: sent(VALUE),
    level: "fine",
    text: /"__Host-session" \(\d+ characters\) is ours: signed 0 seconds ago under the current key/,
    silentAt: { pasted: sent(signed(OLD)) },
  },
  "a session under an old key": {
    env: { ...BOOK, SECRET_KEY_FALLBACKS: `${OLD}-older,${OLD}` },
    pasted: sent(signed(OLD)),
    level: "fine",
    text: /under fallback key 2; the next visit signs it anew/,
    silentAt: { env: BOOK },
  },
  "a session under a key that is not ours": {
    pasted: sent(signed(OLD)),
    level: "wrong",
    text: /signed under no key of ours/,
    remedy: /SECRET_KEY was changed.*SECRET_KEY_FALLBACKS.*All instances/,
    silentAt: { pasted: sent(VALUE) },
  },
  "that an app took a session which no key here has signed": {
    pasted: `${form(sent(signed(OLD)))}\nHTTP/1.1 303 See Other`,
    level: "warning",
    text: /was taken, and no key here has signed it: the app runs with other settings/,
    silentAt: { pasted: `${form(sent(signed(OLD)))}\nHTTP/1.1 403 Forbidden` },
  },
  "something that is no session": {
    pasted: sent("hello"),
    level: "wrong",
    text: /\(5 characters\) does not have the shape of a session/,
    remedy: /SESSION_COOKIE_NAME/,
    silentAt: { pasted: sent(VALUE) },
  },
  "a session that has ended": {
    pasted: sent(signed(SECRET, -40 * DAY)),
    level: "warning",
    text: /was signed 40 days ago and holds for 30 days/,
    silentAt: { pasted: sent(signed(SECRET, -20 * DAY)) },
  },
  "a session from the future": {
    pasted: sent(signed(SECRET, 600)),
    level: "wrong",
    text: /was signed 10 minutes from now/,
    remedy: /clock/,
    silentAt: { pasted: sent(signed(SECRET, 30)) },
  },
  "a session that came, and no key to judge it by": {
    env: {},
    pasted: "Cookie: session=hello",
    level: "warning",
    text: /there is no key here to judge it by/,
    silentAt: { env: { SECRET_KEY: SECRET } },
  },
  "two cookies of one name": {
    pasted: `Cookie: __Host-session=old; __Host-session=${VALUE}`,
    level: "wrong",
    text: /^2 cookies named "__Host-session" came.*number 2 would be the right one/,
    remedy: /SESSION_COOKIE_PATH/,
    silentAt: { pasted: sent(VALUE) },
  },
  "a form without a session cookie": {
    pasted: form("Cookie: theme=dark"),
    level: "wrong",
    text: /No session cookie "__Host-session" came with the request: a form is refused/,
    remedy: /may block cookies, have dropped it.*another host than "book\.example"/,
    silentAt: { pasted: form(sent(VALUE)) },
  },
  "a page that is asked for without one": {
    pasted: "GET / HTTP/1.1\nHost: book.example",
    level: "warning",
    text: /That is right for a first visit/,
    silentAt: { pasted: "X-Forwarded-For: 192.0.2.1" },
  },
  "that http keeps the cookie back": {
    pasted: "POST / HTTP/1.1\nHost: book.example\nOrigin: http://book.example",
    level: "wrong",
    text: /No session cookie/,
    remedy: /It is Secure, and the browser came over http\./,
    silentAt: { pasted: form(sent(VALUE)) },
  },
  "that its path keeps it back": {
    env: { ...BOOK, SESSION_COOKIE_PATH: "/app" },
    pasted: "GET /apple HTTP/1.1\nHost: book.example",
    level: "warning",
    text: /No session cookie "__Secure-session"/,
    remedy: /"\/app" and below \(SESSION_COOKIE_PATH\)/,
    silentAt: { pasted: "GET /app/x HTTP/1.1\nCookie: __Secure-session=x" },
  },
  "that SameSite=Strict keeps it back": {
    env: { ...BOOK, SESSION_COOKIE_SAMESITE: "strict" },
    pasted: "GET / HTTP/1.1\nHost: book.example\nSec-Fetch-Site: cross-site",
    level: "warning",
    text: /No session cookie/,
    remedy: /SESSION_COOKIE_SAMESITE is strict/,
    silentAt: { pasted: `GET / HTTP/1.1\n${sent(VALUE)}` },
  },
  "the cookie of another time's settings": {
    pasted: form("Cookie: session=x"),
    level: "wrong",
    text: /No session cookie "__Host-session"/,
    remedy: /^"session" came instead/,
    silentAt: { env: { ...BOOK, SESSION_COOKIE_NAME: "session" } },
  },
};

notices(TABLE);

Deno.test("a session that has ended keeps a form from being sent", async () => {
  const findings = await saidOf(form(sent(signed(SECRET, -40 * DAY))));
  assertEquals(findings.find(({ text }) => /40 days/.test(text))?.level, "wrong");
});

Deno.test("on localhost the cookie of another app is thought of", async () => {
  const value = signed(OLD, 0, "session");
  const remedies = async (host: string, env: Record<string, string>) =>
    (await saidOf(`Host: ${host}\nCookie: session=${value}`, { SECRET_KEY: SECRET, ...env }))
      .map(({ remedy }) => remedy).join();
  assertMatch(await remedies("localhost:8000", {}), /Another app on localhost/);
  assertFalse(
    /Another app on localhost/.test(
      await remedies("a.example", { ORIGIN: "http://a.example" }),
    ),
  );
});

Deno.test("neither a key nor a cookie's value is said", async () => {
  const values = [
    VALUE,
    signed(OLD),
    signed(SECRET, 600),
    signed(SECRET, -40 * DAY),
    "s3cr3t-value",
  ];
  for (const value of values) {
    const said = JSON.stringify(
      await saidOf(form(sent(value), `Set-Cookie: a=${value}; Domain=x`)),
    );
    assertFalse(said.includes(value));
    for (const part of value.split(".").slice(1)) assertFalse(said.includes(part), part);
    assertFalse(said.includes(SECRET));
  }
});
