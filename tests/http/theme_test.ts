import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { testApp } from "../support/app.ts";
import { ordered } from "../support/set_cookie.ts";
import type { Answer, Visitor } from "../support/visitor.ts";

const choose = (visitor: Visitor, theme: string, next = "/lab") =>
  visitor.submit("/theme", { theme, next });

const themeCookies = ({ headers }: Answer) =>
  headers.getSetCookie().filter((cookie) => cookie.includes("theme=")).map(ordered);

/** Light or dark as the page itself says it: mark, colour scheme, and tint of the browser's frame. */
const looks = ({ text }: Answer) => [
  /<html[^>]*?(?: data-theme="(\w+)")?>/.exec(text)?.[1],
  /name="color-scheme" content="([^"]+)"/.exec(text)?.[1],
  [...text.matchAll(/name="theme-color"[^>]* content="([^"]+)"/g)].map(([, tint]) => tint),
];

const BY_DEVICE = [undefined, "light dark", ["#fbf9fa", "#171114"]];

Deno.test("pages follow the device until somebody chooses, and again when they take it back", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  assertEquals(looks(await visitor.get("/")), BY_DEVICE);
  const answer = await choose(visitor, "dark");
  assertEquals([answer.status, answer.headers.get("location")], [303, "/lab"]);
  assertEquals(looks(await visitor.get("/")), ["dark", "dark", ["#171114"]]);
  await choose(visitor, "light");
  assertEquals(looks(await visitor.get("/login")), ["light", "light", ["#fbf9fa"]]);
  assertEquals(looks(await visitor.get("/not-there")), ["light", "light", ["#fbf9fa"]]);
  await choose(visitor, "auto");
  assertEquals(looks(await visitor.get("/")), BY_DEVICE);
});

Deno.test("the choice is kept for a year, out of reach of scripts and of other sites' forms", async () => {
  const rules = "HttpOnly; Max-Age=31536000; Path=/; SameSite=Lax";
  const cases = [["http://localhost:8000", `theme=dark; ${rules}`], [
    "https://book.example",
    `__Host-theme=dark; ${rules}; Secure`,
  ]] as const;
  for (const [ORIGIN, cookie] of cases) {
    await using app = await testApp({ ORIGIN });
    assertEquals(themeCookies(await choose(app.visitor(), "dark")), [ordered(cookie)]);
  }
});

Deno.test("what is no theme is ignored, in the form and in the cookie", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await choose(visitor, "dark");
  for (const garbage of ["", "Dark", "sepia", "<script>", "toString"]) {
    assertEquals(themeCookies(await choose(visitor, garbage)), [], garbage);
    assertEquals(looks(await visitor.get("/"))[0], "dark");
    const stranger = app.visitor();
    stranger.cookies.set("theme", garbage);
    assertEquals(looks(await stranger.get("/")), BY_DEVICE, garbage);
  }
});

Deno.test("whoever chooses comes back to the page where they were, and never to another site", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const cases: [next: string, location: string][] = [
    ["/login?next=%2Fappointments", "/login?next=%2Fappointments"],
    ["//evil.example", "/"],
    ["https://evil.example/", "/"],
    ["", "/"],
  ];
  for (const [next, location] of cases) {
    assertEquals((await choose(visitor, "light", next)).headers.get("location"), location, next);
  }
  const { text } = await visitor.get("/login?next=%2Fappointments");
  assertStringIncludes(text, 'name="next" value="/login?next=%2Fappointments"');
});

Deno.test("what is chosen is marked, in the foot of every page", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await choose(visitor, "dark");
  const { text } = await visitor.get("/lab");
  const pressed = [...text.matchAll(/<button[^>]* value="(\w+)"[^>]*aria-pressed="(\w+)"/g)];
  assertEquals(pressed.map(([, value, state]) => [value, state]), [
    ["light", "false"],
    ["dark", "true"],
    ["auto", "false"],
  ]);
});

Deno.test("the home page begins no session for a newcomer, who finds the choice by a link", async () => {
  await using app = await testApp();
  const { text, headers } = await app.visitor().get("/");
  assertEquals(headers.getSetCookie(), []);
  assertNotMatch(text, /<form[^>]*action="\/theme"/);
  assertMatch(text, /<a [^>]*href="\/theme\?next=%2F"/);
  assert((await app.visitor().get("/theme?next=%2F")).text.includes('action="/theme"'));
});

Deno.test("a choice without the page's token changes nothing", async () => {
  await using app = await testApp();
  const answer = await app.visitor().post("/theme", { theme: "dark", next: "/" });
  assertEquals([answer.status, themeCookies(answer)], [403, []]);
});
