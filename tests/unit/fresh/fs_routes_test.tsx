import { App, page, type PageProps } from "fresh";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { applyBuild, ask, type Modules, request, silenced } from "./app_requests.ts";
import { appOf, mark, Page, params, say, seen } from "./route_modules.tsx";

Deno.test("the path of a file is the address of its route", async () => {
  const app = appOf({
    "index.ts": say("home"),
    "about.tsx": say("about"),
    "notes/index.jsx": say("notes"),
    "(group)/grouped.js": say("grouped"),
    "(a)/(b)/index/deep.ts": say("deep"),
    "n/[id].ts": params,
    "n/[id]/edit/[part].ts": params,
    "x/[id]-x.ts": params,
    "at/[a]@[b].ts": params,
    "o/[[opt]].ts": params,
    "r/[...rest].ts": params,
  });
  const rows: [string, string][] = [
    ["/", "home"],
    ["/about", "about"],
    ["/notes", "notes"],
    ["/notes/", "notes"],
    ["/grouped", "grouped"],
    ["/index/deep", "deep"],
    ["/n/1", '["/n/:id",{"id":"1"}]'],
    ["/n/1/edit/2", '["/n/:id/edit/:part",{"id":"1","part":"2"}]'],
    ["/x/7-x", '["/x/:id-x",{"id":"7"}]'],
    ["/at/me@home", '["/at/:a@:b",{"a":"me","b":"home"}]'],
    ["/o", '["/o/:opt?",{"opt":""}]'],
    ["/o/1", '["/o/:opt?",{"opt":"1"}]'],
    ["/r/a/b", '["/r/:rest*",{"rest":"a/b"}]'],
  ];
  for (const [path, expected] of rows) assertEquals(await ask(app, path), `200 ${expected}`);
});

Deno.test("plain names come before params, and params before the rest, whatever the group", async () => {
  const app = appOf({
    "[...all].ts": say("all"),
    "(z)/[id].ts": say("id"),
    "[id]-x.ts": say("id-x"),
    "[id]/a.ts": say("id/a"),
    "b/[x].ts": say("b/x"),
    "(g)/b/a.ts": say("b/a"),
    "[id]/[x].ts": say("id/x"),
    "m-[id]/[x].ts": say("m-id/x"),
    "m-n/[x].ts": say("m-n/x"),
    "o/[...rest].ts": say("rest"),
    "o/[[opt]].ts": say("opt"),
  });
  const rows = [
    ["/1", "id"],
    ["/1-x", "id-x"],
    ["/1/a", "id/a"],
    ["/b/a", "b/a"],
    ["/b/c", "b/x"],
    ["/1/c", "id/x"],
    ["/m-1/c", "m-id/x"],
    ["/m-n/c", "m-n/x"],
    ["/o", "opt"],
    ["/o/1/2", "rest"],
    ["/1/2/3", "all"],
  ];
  for (const [path, expected] of rows) assertEquals(await ask(app, path!), `200 ${expected}`, path);
});

Deno.test("tests and private folders are no routes", async () => {
  const app = appOf({
    "a_test.ts": say("no"),
    "a.test.tsx": say("no"),
    "(_islands)/Menu.tsx": say("no"),
    "(_components)/b.tsx": say("no"),
  });
  for (const path of ["/a_test", "/a.test", "/Menu", "/(_islands)/Menu", "/b"]) {
    assertEquals(await ask(app, path), "404 Not Found", path);
  }
});

Deno.test("bracket forms without a meaning are refused by name", async () => {
  for (const path of ["[a][b].ts", "x[[opt]].ts", "[a.ts", "[...a]b.ts", "[].ts"]) {
    const [error] = await silenced("error", async () => {
      assertEquals((await request(appOf({ [path]: say("x") }), "/x")).status, 500, path);
    });
    assertStringIncludes(String(error), `routes/${path}`);
  }
});

Deno.test("a route file answers by method, with its component or both", async () => {
  const app = appOf({
    "form.tsx": {
      handlers: { POST: () => page("posted", { status: 422 }) },
      default: ({ data }: PageProps<string>) => <b>{String(data)}</b>,
    },
    "page.tsx": { default: Page },
  });
  assertStringIncludes(await ask(app, "/form"), "<b>undefined</b>");
  assertStringIncludes(await ask(app, "POST /form"), "422 <!DOCTYPE");
  const refused = await request(app, "PUT /form");
  assertEquals([refused.status, refused.headers.get("allow")], [405, "GET, POST"]);
  assertEquals((await request(app, "HEAD /page")).status, 200);
  assertEquals((await request(app, "OPTIONS /page")).headers.get("allow"), "GET");
});

Deno.test("routes load at their first request, once; special and eager files before it", async () => {
  const app = new App().fsRoutes();
  const modules = { "_middleware.ts": { default: mark("m") }, "a.ts": seen, "b.ts": seen };
  const { loads } = applyBuild(app, { ...modules, "c.ts": seen }, { eager: ["c.ts"] });
  const handler = app.handler();
  assertEquals(loads, []);
  for (const path of ["/none", "/a", "/a"]) await handler(new Request("http://localhost" + path));
  assertEquals(loads, ["_middleware.ts", "c.ts", "a.ts"]);
});

Deno.test("routeOverride replaces the address of a file", async () => {
  const config = { routeOverride: "/other/:id" };
  const app = appOf({ "a.ts": { ...params, config } }, ["a.ts"]);
  assertEquals(await ask(app, "/a"), "404 Not Found");
  assertEquals(await ask(app, "/other/1"), '200 ["/other/:id",{"id":"1"}]');
});

Deno.test("a file that exports nothing of use is an error that names it", async () => {
  const useless: [string, Modules[string], string][] = [
    ["a.ts", {}, "/a"],
    ["a.ts", { handler: { GET: (_a: unknown, _b: unknown) => new Response() } }, "/a"],
    ["_layout.tsx", {}, "/"],
    ["_app.tsx", { default: 1 }, "/"],
    ["_middleware.ts", {}, "/"],
    ["_error.tsx", {}, "/"],
  ];
  for (const [path, module, address] of useless) {
    const [error] = await silenced("error", async () => {
      assertEquals(await ask(appOf({ [path]: module }), address), "500 Internal server error");
    });
    assertStringIncludes(String(error), `routes/${path}`);
  }
});

Deno.test("file routes stand where fsRoutes() is called, below its prefix and the base path", async () => {
  const modules = {
    "index.ts": seen,
    "a/[id].ts": params,
    "_middleware.ts": { default: mark("fs") },
    "eager.ts": { ...params, config: { routeOverride: "/over" } },
  };
  const app = new App<{ seen?: string }>({ basePath: "/base" })
    .use(mark("before ")).get("/a/:id", (ctx) => ctx.text("mine"))
    .fsRoutes("/pre")
    .use(mark("late")).get("/outside", seen.handler);
  applyBuild(app, modules, { eager: ["eager.ts"] });
  assertEquals(await ask(app, "/base/pre"), "200 before fs");
  assertEquals(await ask(app, "/base/pre/a/1"), '200 ["/base/pre/a/:id",{"id":"1"}]');
  assertEquals(await ask(app, "/base/a/1"), "200 mine");
  assertEquals(await ask(app, "/base/outside"), "200 before late");
  assertEquals((await request(app, "/base/pre/over")).status, 200);
  assertEquals((await request(app, "/base")).status, 404);
});

Deno.test("a build gives the app its root and mode", () => {
  const app = new App();
  applyBuild(app, {}, { mode: "development" });
  assertEquals([app.config.root, app.config.mode], ["/project", "development"]);
});
