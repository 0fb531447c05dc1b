import { assert, assertEquals, assertFalse, assertMatch, assertStrictEquals } from "@std/assert";
import { getSetCookies } from "@std/http/cookie";
import { App, type Context } from "fresh";
import { createSessionSettings, session } from "@/lib/session/mod.ts";
import { NOW, SECRET } from "../support/constants.ts";
import { sessionApp, type State } from "../support/session_app.ts";
import { ordered } from "../support/set_cookie.ts";
import { Visitor } from "../support/visitor.ts";

const setCookieOf = (headers: Headers) => ordered(headers.get("set-cookie") ?? "");
const name = ({ state }: { state: State }) => `${state.session.get("name")}`;

Deno.test("the cookie, and its deletion, carry the attributes that are set", async () => {
  const { visit } = sessionApp({
    secure: true,
    name: "__Secure-sid",
    path: "/book",
    domain: "book.example",
    sameSite: "None",
    partitioned: true,
  });
  const attributes =
    "Domain=book.example; HttpOnly; Partitioned; Path=/book; SameSite=None; Secure";
  const set = await visit(({ state }) => state.session.set("name", "Ada"));
  assertMatch(setCookieOf(set.headers), new RegExp(`^__Secure-sid=1\\.[\\w.-]+; ${attributes}$`));
  const gone = await visit(({ state }) => state.session.clear());
  const end = "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0";
  assertEquals(setCookieOf(gone.headers), ordered(`__Secure-sid=; ${end}; ${attributes}`));
});

Deno.test("a value does not count in a cookie of another name", async () => {
  const { visit, visitor, restart } = sessionApp();
  await visit(({ state }) => state.session.set("name", "Ada"));
  restart({ name: "sid" });
  visitor.cookies.set("sid", visitor.cookies.get("session")!);
  assertEquals((await visit(name)).text, "<p>undefined</p>");
});

const RENEWALS: Record<string, [at100: boolean, at300: boolean]> = {
  due: [false, true],
  each: [true, true],
  never: [false, false],
};

for (const [refresh, [at100, at300]] of Object.entries(RENEWALS)) {
  Deno.test(
    `with refresh "${refresh}" a permanent session of 1,000 seconds is renewed ${
      at300 ? at100 ? "at each visit" : "when a quarter has passed" : "by changes only"
    }`,
    async () => {
      const { visit, wait } = sessionApp({ lifetime: 1000, refresh: refresh as "due" });
      await visit(({ state }) => {
        state.session.set("name", "Ada");
        state.session.permanent = true;
      });
      wait(100);
      assertEquals((await visit(name)).headers.has("set-cookie"), at100);
      wait(at100 ? 300 : 200);
      assertEquals((await visit(name)).headers.has("set-cookie"), at300);
      assert(
        (await visit(({ state }) => state.session.set("name", "Bo"))).headers.has("set-cookie"),
      );
    },
  );
}

Deno.test("whatever the refresh, a page that does not touch the session renews nothing", async () => {
  const { visit } = sessionApp({ refresh: "each" });
  await visit(({ state }) => {
    state.session.set("name", "Ada");
    state.session.permanent = true;
  });
  assertFalse((await visit(() => "untouched")).headers.has("set-cookie"));
});

Deno.test("a session that ends with the browser is renewed by changes alone", async () => {
  const { visit } = sessionApp({ refresh: "each" });
  await visit(({ state }) => state.session.set("name", "Ada"));
  assertFalse((await visit(name)).headers.has("set-cookie"));
});

Deno.test("a signature holds for its lifetime in cookies that end with the browser, too", async () => {
  const { visit, wait } = sessionApp({ lifetime: 1000 });
  await visit(({ state }) => state.session.set("name", "Ada"));
  wait(1000);
  assertEquals((await visit(name)).text, "<p>Ada</p>");
  wait(1);
  assertEquals((await visit(name)).text, "<p>undefined</p>");
});

/** An app that counts visits in the session that `settings` choose, below `path`. */
function counting(
  settings: Parameters<typeof session<State>>[0],
): App<State> {
  return new App<State>().use(session(settings)).get("*", (ctx) => {
    const { session } = ctx.state;
    session.set("list", [...session.get("list") ?? [], 1]);
    return ctx.text(`${session.get("list")!.length}`);
  });
}

const make = (options: { path?: string; name?: string }) =>
  createSessionSettings({
    secrets: [SECRET],
    secure: false,
    lifetime: 60,
    clock: () => NOW,
    ...options,
  });

Deno.test("apps that are mounted below paths have a session for each path", async () => {
  const handler = new App<State>()
    .mountApp("/shop", counting(make({ path: "/shop" })))
    .mountApp("/book", counting(make({ path: "/book" }))).handler();
  const paths = ["/shop/a", "/book/a"].map(async (path) => {
    const visitor = new Visitor((request) => handler(request), "http://localhost:8000");
    const { headers, text } = await visitor.get(path);
    return [getSetCookies(headers)[0]?.path, text, (await visitor.get(path)).text];
  });
  assertEquals(await Promise.all(paths), [["/shop", "1", "2"], ["/book", "1", "2"]]);
});

Deno.test("the cookie may be chosen for each request", async () => {
  const [plain, dynamic] = [make({}), make({ name: "dynamic" })];
  const handler = counting((ctx: Context<State>) =>
    ctx.url.pathname.endsWith("/dynamic") ? dynamic : plain
  ).handler();
  const visitor = new Visitor((request) => handler(request), "http://localhost:8000");
  const counts = [];
  for (const path of ["/", "/dynamic", "/dynamic", "/"]) {
    counts.push((await visitor.get(path)).text);
  }
  assertEquals(counts, ["1", "1", "2", "2"]);
  assertEquals([...visitor.cookies.keys()], ["session", "dynamic"]);
});

Deno.test("a page that touches no session costs no decoding, and its answer goes out as it is", async () => {
  const settings = make({});
  let decoded = 0;
  const codec = {
    ...settings.codec,
    decode: (value: string) => (decoded++, settings.codec.decode(value)),
  };
  const response = new Response("as it is");
  const handler = new App<State>().use(session({ ...settings, codec }))
    .get("/", () => response)
    .get("/touch", (ctx) => ctx.text(name(ctx))).handler();
  const cookie = `session=${settings.codec.encode(new Map([["name", "Ada"]]))}`;
  const get = (path: string) =>
    handler(new Request(`http://localhost:8000${path}`, { headers: { cookie } }));
  assertStrictEquals(await get("/"), response);
  assertEquals([...response.headers.keys()], ["content-type"]);
  assertEquals(decoded, 0);
  assertEquals(await (await get("/touch")).text(), "Ada");
  assertEquals(decoded, 1);
});

Deno.test("a test can look into a browser's session and change it", async () => {
  const { visit, visitor } = sessionApp();
  await visitor.session((session) => session.set("name", "Ada"));
  assertEquals((await visit(name)).text, "<p>Ada</p>");
  await visit(({ state }) => state.session.set("list", [1, 2]));
  assertEquals(await visitor.session((session) => session.get("list")), [1, 2]);
  await visitor.session((session) => session.clear());
  assertEquals([visitor.cookies.size, (await visit(name)).text], [0, "<p>undefined</p>"]);
});
