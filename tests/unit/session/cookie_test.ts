import { assert, assertEquals, assertFalse, assertMatch, assertRejects } from "@std/assert";
import { getSetCookies } from "@std/http/cookie";
import { cookieBytes } from "@/lib/session/mod.ts";
import { sessionApp } from "../../support/session_app.ts";

const VARY: [route: string, answer: string][] = [
  ["Accept", "Accept, Cookie"],
  ["Cookies", "Cookies, Cookie"],
  ["Accept,cookie", "Accept,cookie"],
  ["Accept ,COOKIE", "Accept ,COOKIE"],
  ["Cookie ,  Accept", "Cookie ,  Accept"],
  ["Accept,  Cookie", "Accept,  Cookie"],
  ["*", "*"],
];

for (const [route, answer] of VARY) {
  Deno.test(`a route's "Vary: ${route}" becomes "${answer}" when the session was read`, async () => {
    const { visit } = sessionApp();
    const { headers } = await visit(({ state }) => {
      state.session.has("name");
      return new Response("", { headers: { vary: route } });
    });
    assertEquals(headers.get("vary"), answer);
  });
}

Deno.test("a session that is nothing but permanent is empty, and needs no cookie", async () => {
  const { visit } = sessionApp();
  const { headers } = await visit(({ state }) => void (state.session.permanent = true));
  assertFalse(headers.has("set-cookie"));
});

Deno.test("a cookie may take 4096 bytes with its name, and not more", async () => {
  const { visit } = sessionApp();
  let last = 0;
  for (let length = 2900; length < 3200; length++) {
    const { status, headers, text } = await visit(({ state }) =>
      state.session.set("name", "x".repeat(length))
    );
    if (status === 500) {
      assertMatch(text, /a cookie of 409[78] bytes/);
      break;
    }
    const [{ name, value } = { name: "", value: "" }] = getSetCookies(headers);
    last = (name + value).length;
  }
  assert(last >= 4095 && last <= 4096, `${last}`);
});

Deno.test("of a session too big, the three biggest keys are named", async () => {
  const { visit } = sessionApp();
  const { text } = await visit(({ state }) => {
    state.session.set("name", "x".repeat(100));
    state.session.set("_csrf", "x".repeat(200));
    state.session.set("list", ["x".repeat(1000)]);
    state.session.set("big", "x".repeat(3000));
  });
  assertMatch(text, /: big \(\d+ bytes\), list \(\d+ bytes\), _csrf \(\d+ bytes\)\.$/);
});

Deno.test("it can be told beforehand how many bytes a cookie will take, name and value", async () => {
  const { visit, visitor } = sessionApp({ name: "sid" });
  let told = 0;
  await visit(({ state }) => {
    state.session.set("name", "Ädä");
    told = cookieBytes(state.session, visitor.settings!);
  });
  assertEquals(told, "sid".length + visitor.cookies.get("sid")!.length);
});

Deno.test("a test that puts more into a session than a cookie holds is told so", async () => {
  const { visitor } = sessionApp();
  await assertRejects(
    () => visitor.session((session) => session.set("big", "x".repeat(4_000))),
    Error,
    "Biggest keys: big",
  );
});
