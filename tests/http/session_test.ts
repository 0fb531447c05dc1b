import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { getSetCookies } from "@std/http/cookie";
import { SECRET } from "../support/constants.ts";
import { sessionApp } from "../support/session_app.ts";
import type { Answer } from "../support/visitor.ts";

const OTHER_SECRET = "an0ther-k3y-for-tests-9876543210-zyxwv";
/** The attributes of the cookie that an answer sets. */
function attributes({ headers }: Answer) {
  const { value: _, ...rest } = getSetCookies(headers)[0]!;
  return rest;
}

const setsCookie = ({ headers }: Answer) => headers.has("set-cookie");

Deno.test("what is set on one visit is there on the next", async () => {
  const { visit } = sessionApp();
  await visit(({ state }) => state.session.set("name", "Ada"));
  assertEquals((await visit(({ state }) => state.session.get("name"))).text, "<p>Ada</p>");
});

Deno.test("a page that touches no session sets no cookie and no Vary", async () => {
  const { visit } = sessionApp();
  await visit(({ state }) => state.session.set("name", "Ada"));
  const { headers } = await visit(() => {});
  assertFalse(headers.has("set-cookie") || headers.has("vary") || headers.has("cache-control"));
});

Deno.test("a page that only asks keeps out of shared caches, and sets no cookie", async () => {
  const { visit } = sessionApp();
  const { headers } = await visit(({ state }) => void state.session.has("name"));
  assertEquals(headers.get("vary"), "Cookie");
  assertEquals(headers.get("cache-control"), "no-store");
  assertFalse(headers.has("set-cookie"));
});

Deno.test("a session that is left alone keeps its cookie as it was, whatever the visit did", async () => {
  const { visit, visitor } = sessionApp();
  await visit(({ state }) => state.session.set("name", "Ada"));
  const before = new Map(visitor.cookies);
  for (const change of ["set", "clear"] as const) {
    const answer = await visit(({ state: { session } }) => {
      if (change === "set") session.set("name", "Bo");
      else session.clear();
      session.leave();
    });
    assertFalse(setsCookie(answer), change);
    assertEquals(answer.headers.get("cache-control"), "no-store");
  }
  assertEquals(visitor.cookies, before);
});

Deno.test("what the route says of caching is kept apart from what the session needs", async () => {
  const { visit } = sessionApp();
  const { headers } = await visit(({ state }) => {
    state.session.has("name");
    return new Response("", { headers: { vary: "Accept, cookie", "cache-control": "public" } });
  });
  assertEquals(headers.get("vary"), "Accept, cookie");
  assertEquals(headers.get("cache-control"), "no-store");
});

Deno.test("on localhost the cookie is for this host, for http and not for scripts", async () => {
  const { visit } = sessionApp();
  const answer = await visit(({ state }) => state.session.set("name", "Ada"));
  assertMatch(getSetCookies(answer.headers)[0]!.value, /^1\.[\w-]+\.\d+\.[\w-]{43}$/);
  const expected = { name: "session", path: "/", httpOnly: true, sameSite: "Lax" as const };
  assertEquals(attributes(answer), expected);
});

Deno.test("over https the cookie has the __Host- prefix and is secure", async () => {
  const { visit } = sessionApp({ secure: true });
  const answer = await visit(({ state }) => state.session.set("name", "Ada"));
  const expected = { name: "__Host-session", path: "/", secure: true, httpOnly: true };
  assertEquals(attributes(answer), { ...expected, sameSite: "Lax" });
});

Deno.test("an emptied session deletes the cookie with the attributes that it was set with", async () => {
  const { visit, visitor } = sessionApp();
  await visit(({ state }) => state.session.set("name", "Ada"));
  const { headers } = await visit(({ state }) => state.session.clear());
  const cookie = headers.get("set-cookie")!;
  for (const part of ["session=;", "Max-Age=0", "Path=/", "HttpOnly", "SameSite=Lax"]) {
    assertStringIncludes(cookie, part);
  }
  assertEquals(visitor.cookies.size, 0);
});

Deno.test("emptying a session that nobody has sets nothing", async () => {
  const { visit } = sessionApp();
  const answer = await visit(({ state }) => {
    state.session.set("name", "Ada");
    state.session.clear();
  });
  assertFalse(setsCookie(answer));
});

Deno.test("a forged, cut, stale or foreign cookie is an anonymous visitor, never an error", async () => {
  const { visit, visitor, wait } = sessionApp();
  await visit(({ state }) => state.session.set("name", "Ada"));
  const value = visitor.cookies.get("session")!;
  const bad = [
    "",
    "x",
    value.slice(1),
    `${value}A`,
    value.replace(".", "~"),
    `"${value}"`,
    "1....",
  ];
  for (const cookie of bad) {
    visitor.cookies.set("session", cookie);
    const { status, text } = await visit(({ state }) => `${state.session.get("name")}`);
    assertEquals([status, text], [200, "<p>undefined</p>"], cookie);
  }
  visitor.cookies.set("session", value);
  wait(3601);
  assertEquals((await visit(({ state }) => `${state.session.isNew}`)).text, "<p>true</p>");
});

Deno.test("a cookie signed with the previous key still works, and comes back under the new one", async () => {
  const { visit, restart } = sessionApp();
  await visit(({ state }) => state.session.set("name", "Ada"));
  restart({ secrets: [OTHER_SECRET, SECRET] });
  const second = await visit(({ state }) => state.session.get("name"));
  assertEquals(second.text, "<p>Ada</p>");
  assert(setsCookie(second));
  restart({ secrets: [OTHER_SECRET] });
  const third = await visit(({ state }) => state.session.get("name"));
  assertEquals(third.text, "<p>Ada</p>");
  assertFalse(setsCookie(third));
});

Deno.test("a permanent session outlives the browser, and is renewed while its owner keeps coming", async () => {
  const { visit, wait } = sessionApp({ lifetime: 1000 });
  const first = await visit(({ state }) => {
    state.session.set("name", "Ada");
    state.session.permanent = true;
  });
  assertEquals(getSetCookies(first.headers)[0]?.maxAge, 1000);
  wait(200);
  assertFalse(setsCookie(await visit(({ state }) => state.session.get("name"))));
  wait(100);
  assert(setsCookie(await visit(({ state }) => state.session.get("name"))));
  wait(900);
  assertEquals((await visit(({ state }) => state.session.get("name"))).text, "<p>Ada</p>");
});

Deno.test("a session that ends with the browser has no Max-Age and is not renewed", async () => {
  const { visit, wait } = sessionApp({ lifetime: 1000 });
  const { headers } = await visit(({ state }) => state.session.set("name", "Ada"));
  assertEquals(getSetCookies(headers)[0]?.maxAge, undefined);
  wait(900);
  assertFalse(setsCookie(await visit(({ state }) => state.session.get("name"))));
});

Deno.test("a change made in place is saved", async () => {
  const { visit } = sessionApp();
  await visit(({ state }) => state.session.set("list", [1, { deep: new Date(0) }]));
  await visit(({ state }) => void state.session.get("list")!.push(2n));
  const { text } = await visit(({ state }) => `${state.session.get("list")!.length}`);
  assertEquals(text, "<p>3</p>");
});

Deno.test("a redirect with immutable headers carries the cookie, beside the route's own", async () => {
  const { visit } = sessionApp();
  const immutable = await visit(({ state }) => {
    state.session.set("name", "Ada");
    return Response.redirect("http://localhost:8000/next", 303);
  });
  assertEquals(immutable.headers.get("location"), "http://localhost:8000/next");
  assert(setsCookie(immutable));
  const both = await visit(({ state }) => {
    state.session.set("name", "Bo");
    return new Response(null, { headers: { "set-cookie": "lab=1" } });
  });
  assertEquals(getSetCookies(both.headers).map(({ name }) => name), ["lab", "session"]);
});

Deno.test("a session too big for a cookie is an error that names the biggest keys, in bytes", async () => {
  const { visit } = sessionApp();
  const { status, text } = await visit(({ state }) => {
    state.session.set("name", "x".repeat(2000));
    state.session.set("big", "漢".repeat(1200)); // three bytes each
  });
  assertEquals(status, 500);
  assertMatch(
    text,
    /a cookie of \d{4,5} bytes, and browsers keep 4096. Biggest keys: big \(3\d{3} bytes\), name/,
  );
});

Deno.test("without a secret key a session can be read but not written, and says why", async () => {
  const { visit } = sessionApp({ secrets: [] });
  assertEquals((await visit(({ state }) => `${state.session.get("name")}`)).status, 200);
  const { text } = await visit(({ state }) => state.session.set("name", "Ada"));
  assertStringIncludes(text, "The session is unavailable because no secret key was set.");
});
