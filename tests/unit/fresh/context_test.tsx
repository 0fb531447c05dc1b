import { App, type Context } from "fresh";
import { assertEquals, assertInstanceOf, assertMatch } from "@std/assert";
import { ask, request, silenced } from "./app_requests.ts";

type Answer = (ctx: Context<unknown>) => Response | Promise<Response>;
const from = (answer: Answer, path = "/") => request(new App().get("/", answer), path);

Deno.test("redirects stay on this host and keep query and hash", async () => {
  const rows = [
    ["/login", "/login"],
    ["//evil.example", "/evil.example"],
    ["///a//b?next=//x#//y", "/a/b?next=//x#//y"],
    ["/\\evil.example", "/evil.example"],
    ["/\t/evil.example", "/evil.example"],
    ["/\n\\/\r/evil.example", "/evil.example"],
    ["/\\?next=/\\x", "/?next=/\\x"],
    ["https://other.example//a", "https://other.example//a"],
    ["relative//a", "relative//a"],
    ["?q=1", "?q=1"],
  ];
  for (const [target, location] of rows) {
    const response = await from((ctx) => ctx.redirect(target!));
    assertEquals([response.status, response.headers.get("location")], [302, location!]);
    assertEquals(response.body, null);
  }
  assertEquals((await from((ctx) => ctx.redirect("/", 303))).status, 303);
});

Deno.test("a redirect of a partial request stays partial", async () => {
  const rows = [["/a", "/a?fresh-partial=true"], ["/a?b#c", "/a?b&fresh-partial=true#c"]];
  for (const [target, location] of rows) {
    const response = await from((ctx) => ctx.redirect(target!), "/?fresh-partial=true");
    assertEquals(response.headers.get("location"), location);
  }
});

Deno.test("a redirect's headers can be changed", async () => {
  const response = await from((ctx) => {
    const redirect = ctx.redirect("/");
    redirect.headers.append("set-cookie", "a=1");
    return redirect;
  });
  assertEquals(response.headers.getSetCookie(), ["a=1"]);
});

Deno.test("text, html, json and stream answer with their content types", async () => {
  const init = { status: 201, headers: { "x-a": "1" } };
  const rows: [Answer, string | null, string][] = [
    [(ctx) => ctx.text("a<b", init), "text/plain;charset=UTF-8", "a<b"],
    [(ctx) => ctx.html("<p>", init), "text/html; charset=utf-8", "<p>"],
    [(ctx) => ctx.json({ a: 1 }, init), "application/json", '{"a":1}'],
    [(ctx) => ctx.stream(["a", new Uint8Array([98])], init), null, "ab"],
  ];
  for (const [answer, type, body] of rows) {
    const response = await from(answer);
    const { status, headers } = response;
    assertEquals([status, headers.get("content-type"), headers.get("x-a")], [201, type, "1"]);
    assertEquals(await response.text(), body);
  }
});

Deno.test("a stream may come from an async generator", async () => {
  const response = await from((ctx) =>
    ctx.stream(async function* () {
      yield "é";
      yield await Promise.resolve("!");
    })
  );
  assertEquals(await response.text(), "é!");
});

Deno.test("a rendered page is a whole document, and always HTML", async () => {
  const headers = { "content-type": "text/plain", "x-a": "1" };
  const response = await from((ctx) =>
    ctx.render(<h1>Hi</h1>, { status: 418, statusText: "Tea", headers })
  );
  assertEquals([response.status, response.statusText], [418, "Tea"]);
  assertEquals(response.headers.get("content-type"), "text/html; charset=utf-8");
  assertEquals(response.headers.get("x-a"), "1");
  assertEquals(response.headers.get("link"), null);
  assertMatch(
    await response.text(),
    /^<!DOCTYPE html><html><head><meta charset="utf-8"\/><\/head><body>.*<h1>Hi<\/h1><\/body><\/html>$/,
  );
});

Deno.test("a rendered page can leave the app wrapper out, and set several cookies", async () => {
  const headers: [string, string][] = [["set-cookie", "a=1"], ["set-cookie", "b=2"]];
  const app = new App().appWrapper(() => <b>wrapper</b>)
    .get("/", (ctx) => ctx.render(<i />, { headers }, { skipAppWrapper: true }))
    .get("/wrapped", (ctx) => ctx.render(<i />));
  const response = await request(app, "/");
  assertEquals(response.headers.getSetCookie(), ["a=1", "b=2"]);
  assertMatch(await response.text(), /<body><i><\/i><\/body>/);
  assertMatch(await ask(app, "/wrapped"), /<body><b>wrapper<\/b><\/body>/);
});

Deno.test("render takes null, and throws for what is no element", async () => {
  assertEquals((await from((ctx) => ctx.render(null))).status, 200);
  for (const wrong of [undefined, "text", 1, {}] as unknown[]) {
    const [error] = await silenced("error", async () => {
      assertEquals((await from((ctx) => ctx.render(wrong as null))).status, 500);
    });
    assertInstanceOf(error, TypeError);
  }
});

Deno.test("the context knows its request, its client and its app", async () => {
  const app = new App({ mode: "development" }).get("/:x", (ctx) =>
    ctx.json([
      ctx.isPartial,
      ctx.error,
      ctx.state,
      ctx.config,
      (ctx.info.remoteAddr as Deno.NetAddr).hostname,
    ]));
  const config = { root: "", basePath: "", mode: "development", trustProxy: false };
  const expected = JSON.stringify([true, null, {}, config, "localhost"]);
  assertEquals(await ask(app, "/a?fresh-partial"), `200 ${expected}`);
});
