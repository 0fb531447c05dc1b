import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { testApp } from "../support/app.ts";
import { withAda } from "../support/members.ts";
import { ordered } from "../support/set_cookie.ts";
import type { Visitor } from "../support/visitor.ts";

const LAB = "/lab/cookies";
const NOW_ISO = "2026-11-21T08:15:00.000Z";

const set = (visitor: Visitor, name: string, value: string, more: Record<string, string> = {}) =>
  visitor.submit(LAB, { name, value, action: "set", ...more });

const labCookies = (headers: Headers) =>
  headers.getSetCookie().filter((cookie) => !cookie.startsWith("session="));

/** The blocks of code on a page, by their labels. */
function code(html: string, label: string): string | undefined {
  return new RegExp(`aria-label="${label}"[^>]*><code>([^<]*)<`).exec(html)?.[1];
}

Deno.test("a cookie goes out as asked, and the page after it shows the very header and what came back", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const answer = await set(visitor, "lab_x", "1");
  assertEquals([answer.status, answer.headers.get("location")], [303, LAB]);
  assertEquals(labCookies(answer.headers), ["lab_x=1"]);
  const { text } = await visitor.get(LAB);
  assertEquals(code(text, "What the server sent"), "Set-Cookie: lab_x=1");
  assertEquals(code(text, "What your browser sent"), "Cookie: lab_x=1");
  assertStringIncludes(text, "A Set-Cookie header for lab_x went out.");
});

Deno.test("every attribute can be asked for", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const boxes = { secure: "on", http_only: "on", partitioned: "on" };
  const texts = { max_age: "60", path: "/lab", domain: "localhost", same_site: "None" };
  const { headers } = await set(visitor, "lab_x", "a b", { ...boxes, ...texts });
  const [header] = labCookies(headers);
  assertEquals(
    ordered(header!),
    "lab_x=a%20b; Domain=localhost; HttpOnly; Max-Age=60; Partitioned; Path=/lab; SameSite=None; Secure",
  );
  const { text } = await visitor.get(LAB);
  assertEquals(code(text, "What the server sent"), `Set-Cookie: ${header}`);
  assertStringIncludes(text, "most browsers trust localhost");
});

Deno.test("the form offers the current date and time, and an empty value stands for them", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  assertMatch((await visitor.get(LAB)).text, new RegExp(`name="value"[^>]* value="${NOW_ISO}"`));
  app.wait(1);
  const { headers } = await set(visitor, "lab_visit", "");
  assertEquals(labCookies(headers), ["lab_visit=2026-11-21T08:15:01.000Z"]);
});

Deno.test("a header is shown once, to somebody who sees it", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await set(visitor, "lab_x", "1");
  await visitor.send(LAB, { method: "HEAD" });
  await visitor.get(LAB, { "sec-purpose": "prefetch" });
  assert(code((await visitor.get(LAB)).text, "What the server sent"));
  assertEquals(code((await visitor.get(LAB)).text, "What the server sent"), undefined);
});

Deno.test("a cookie is deleted by its button, which says where it is", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await set(visitor, "lab_x", "1", { path: "/" });
  const form =
    /<form[^>]*class="delete-cookie">[^]*?<\/form>/.exec((await visitor.get(LAB)).text)![0];
  for (const part of ['name="name" value="lab_x"', 'name="path" value="/"', 'name="domain"']) {
    assertStringIncludes(form, part);
  }
  const fields = { name: "lab_x", path: "/", domain: "localhost", action: "delete" };
  const { status, headers } = await visitor.submit(LAB, fields);
  assertEquals([status, labCookies(headers).map(ordered)], [
    303,
    ["lab_x=; Domain=localhost; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/"],
  ]);
  const { text } = await visitor.get(LAB);
  assertStringIncludes(text, "it was set with another path, domain or partition");
  assertStringIncludes(text, "no cookie of the lab came with this request");
});

const REFUSED: [what: string, fields: Record<string, string>, words: RegExp][] = [
  [
    "a name of the app's",
    { name: "session" },
    /id="name-error"[^>]*>This is the cookie of your session/,
  ],
  ["a foreign name", { name: "coat" }, /id="name-error"[^>]*>Here names begin with lab_/],
  [
    "what browsers drop",
    { same_site: "None" },
    /id="secure-error"[^>]*>A cookie with SameSite=None/,
  ],
  [
    "another host",
    { domain: "evil.example" },
    /id="domain-error"[^>]*>This page comes from localhost/,
  ],
  ["no number", { max_age: "soon" }, /id="max_age-error"[^>]*>Max-Age is not a whole number/],
  ["no button", { action: "" }, /Please press one of the buttons/],
];

for (const [what, fields, words] of REFUSED) {
  Deno.test(`${what} is answered 422 with the reason, what was typed, and no cookie`, async () => {
    await using app = await testApp();
    const visitor = app.visitor();
    const more: Record<string, string> = { path: "/typed", http_only: "on", ...fields };
    const { status, headers, text } = await set(visitor, "lab_x", "<b &", more);
    assertEquals([status, labCookies(headers)], [422, []]);
    assertMatch(text, words);
    assertMatch(text, /<input(?=[^>]* id="value")[^>]* value="&lt;b &amp;"/);
    assertMatch(text, /<input(?=[^>]* id="path")[^>]* value="\/typed"/);
    assertMatch(text, /<input(?=[^>]* id="http_only")[^>]* checked/);
    assertNotMatch(text, /<input(?=[^>]* id="partitioned")[^>]* checked/);
    const typed = new RegExp(`<option(?=[^>]* value="${more.same_site ?? ""}")[^>]* selected`);
    assertMatch(text, typed);
  });
}

Deno.test("over http elsewhere than on localhost, Secure is refused; over https it goes out", async () => {
  const secure = { name: "__Host-lab_x", value: "1", path: "/", secure: "on", action: "set" };
  await using app = await testApp({ ORIGIN: "https://book.example" });
  const visitor = app.visitor();
  const { headers } = await visitor.submit(LAB, secure);
  assert(headers.getSetCookie().map(ordered).includes("__Host-lab_x=1; Path=/; Secure"));
  await using plain = await testApp({ ORIGIN: "http://10.0.0.1" });
  const { status, text } = await plain.visitor().submit(LAB, secure);
  assertEquals(status, 422);
  assertStringIncludes(text, "This page comes over plain http");
});

Deno.test("only the lab's cookies are shown, and markup in them is text", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await set(ada, "lab_x", "<script>alert(1)</script>");
  ada.cookies.set("other", "not-yours");
  const { text } = await ada.get(LAB);
  assertStringIncludes(text, "&lt;script>alert(1)&lt;/script>");
  assertNotMatch(text, /<script>alert/);
  assert(!text.includes(ada.cookies.get("session")!.slice(2, 40)), "the session's cookie is shown");
  assert(!text.includes("not-yours"));
  assertEquals(await ada.name(), "Ada");
});

Deno.test("a long value goes out whole, even when the session has no room to show it", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const key = { key: "a", action: "set" };
  let length = 2900;
  while (
    (await visitor.submit("/lab/session", { ...key, value: "x".repeat(length) })).status === 422
  ) {
    length -= 20;
  }
  const { status, headers } = await set(visitor, "lab_x", "🧥".repeat(256), { path: "/" });
  assertEquals([status, labCookies(headers)[0]!.length], [303, "lab_x=; Path=/".length + 256 * 12]);
  const { text } = await visitor.get(LAB);
  assertMatch(text, /Set-Cookie: lab_x=%F0%9F%A7%A5[^<]*…/);
  assertMatch(text, /2\d{3} more characters went out/);
  assertStringIncludes(text, `>${"🧥".repeat(256)}<`);
});

Deno.test("the page says what each attribute does not do", async () => {
  await using app = await testApp();
  const { text } = await app.visitor().get(LAB);
  for (
    const name of [
      "HttpOnly",
      "Secure",
      "SameSite",
      "Max-Age, Expires",
      "Domain",
      "Path",
      "Partitioned",
      "__Host- as a name's beginning",
    ]
  ) {
    assertMatch(text, new RegExp(`<dt>${name}</dt><dd>[^<]+</dd><dd[^>]*><strong>But:</strong>`));
  }
});
