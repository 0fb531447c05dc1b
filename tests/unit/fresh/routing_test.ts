import { App, type Context } from "fresh";
import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { ask, request, silenced } from "./app_requests.ts";

const route = (ctx: Context<unknown>) => ctx.json([ctx.route, ctx.params]);
const say = (text: string) => (ctx: Context<unknown>) => ctx.text(text);

Deno.test("a route knows its pattern and its params", async () => {
  const app = new App()
    .get("/", route).get("/a", route).get("/n/:id", route).get("/f/:path*", route)
    .get("/o/:opt?", route).get("/w/*", route);
  const rows: [string, unknown][] = [
    ["/", ["/", {}]],
    ["/a", ["/a", {}]],
    ["/a/", ["/a", {}]],
    ["/n/1?q=2", ["/n/:id", { id: "1" }]],
    ["/n/x%2Fy%20z", ["/n/:id", { id: "x%2Fy z" }]],
    ["/f/a/b", ["/f/:path*", { path: "a/b" }]],
    ["/o", ["/o/:opt?", { opt: "" }]],
    ["/w/x/y", ["/w/*", { 0: "x/y" }]],
  ];
  for (const [path, expected] of rows) {
    assertEquals(await (await request(app, path)).json(), expected, path);
  }
});

Deno.test("static paths beat patterns; of patterns the first match is final", async () => {
  const app = new App()
    .get("/:any", say("pattern")).get("/a", say("static"))
    .get("/p/:x", say("first")).get("/p/:y", say("second")).post("/p/:y", say("post y"))
    .put("/p/:x", say("put x"))
    .get("/twice", say("1")).get("/twice", say("2"));
  const rows = [
    ["/a", "200 static"],
    ["/b", "200 pattern"],
    ["/p/1", "200 first"],
    ["POST /p/1", "405 Method Not Allowed"],
    ["PUT /p/1", "200 put x"],
    ["/twice", "200 1"],
    ["/n/a", "404 Not Found"],
  ];
  for (const [line, expected] of rows) assertEquals(await ask(app, line!), expected, line);
});

Deno.test("each method reaches its own handler, and `all` takes every one", async () => {
  const app = new App()
    .get("/m", say("GET")).post("/m", say("POST")).put("/m", say("PUT"))
    .patch("/m", say("PATCH")).delete("/m", say("DELETE"))
    .all("/all", (ctx) => ctx.text(ctx.req.method));
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    assertEquals(await ask(app, `${method} /m`), `200 ${method}`);
    assertEquals(await ask(app, `${method} /all`), `200 ${method}`);
  }
  assertEquals(await ask(app, "OPTIONS /all"), "200 OPTIONS");
});

Deno.test("HEAD runs GET and drops the body, unless it has a handler", async () => {
  const app = new App()
    .get("/a", (ctx) => ctx.text("body", { headers: { "x-a": ctx.req.method } }))
    .get("/b", say("b")).head("/b", () => new Response(null, { headers: { "x-b": "own" } }));
  const a = await request(app, "HEAD /a");
  assertEquals([a.status, a.headers.get("x-a"), await a.text()], [200, "HEAD", ""]);
  assertEquals((await request(app, "HEAD /b")).headers.get("x-b"), "own");
});

Deno.test("a path without the method answers OPTIONS with Allow, and else 405", async () => {
  const app = new App().get("/a", say("a")).post("/a", say("a"));
  for (const [line, status] of [["OPTIONS /a", 204], ["DELETE /a", 405]] as const) {
    const response = await request(app, line);
    assertEquals([response.status, response.headers.get("allow")], [status, "GET, POST"]);
  }
  assertEquals((await request(app, "OPTIONS /none")).status, 404);
});

Deno.test("an unknown method or one named like a property is refused", async () => {
  const app = new App().route("/r", { handler: { GET: say("r") } }).all("/all", say("all"));
  for (const method of ["FOO", "constructor", "toString"]) {
    assertEquals((await request(app, `${method} /r`)).status, 405, method);
    assertEquals((await request(app, `${method} /all`)).status, 405, method);
  }
});

Deno.test("runs of slashes in the path count as one", async () => {
  const app = new App().get("/a/b", (ctx) => ctx.text(ctx.url.href));
  const response = await app.handler()(new Request("http://localhost//a///b?x=//"));
  assertEquals(await response.text(), "http://localhost/a/b?x=//");
});

Deno.test("an address that cannot be parsed is a bad request", async () => {
  const req = new Request("http://localhost/");
  Object.defineProperty(req, "url", { value: "http://a b/" });
  assertEquals((await new App().get("/", say("a")).handler()(req)).status, 400);
});

Deno.test("the base path stands before every route, and in ctx.route", async () => {
  const app = new App({ basePath: "/base/" }).get("/", route).get("/n/:id", route);
  assertEquals(await ask(app, "/base"), '200 ["/base",{}]');
  assertEquals(await ask(app, "/base/n/1"), '200 ["/base/n/:id",{"id":"1"}]');
  assertEquals(await ask(app, "/n/1"), "404 Not Found");
  assertEquals(app.config.basePath, "/base");
});

Deno.test("a handler that expects more than the context is refused", async () => {
  const two = ((_ctx: unknown, _next: unknown) => new Response()) as unknown as () => Response;
  const wrong: ((app: App) => App)[] = [
    (app) => app.get("/a", two),
    (app) => app.all("/a", say("fine"), two),
    (app) => app.route("/a", { handler: two }),
    (app) => app.route("/a", { handler: { GET: say("fine"), POST: two } }),
    (app) => app.onError("/a", two),
    (app) => app.notFound({ handler: two }),
  ];
  for (const register of wrong) {
    assertThrows(() => register(new App()), Error, "one parameter");
  }
  const lazy = new App().route("/a", () => Promise.resolve({ handler: two }));
  const [error] = await silenced("error", async () => {
    assertEquals((await request(lazy, "/a")).status, 500);
  });
  assertMatch(String(error), /\/a: .* one parameter/);
});

Deno.test("a route takes handlers by method, one for all, or a function that loads it", async () => {
  const byMethod = { handler: { GET: say("get"), POST: say("post") } };
  let loads = 0;
  const app = new App()
    .route("/m", byMethod).patch("/m", say("patch")).route("/all", { handler: say("all") })
    .route("/lazy", () => (loads++, Promise.resolve(byMethod)));
  const rows = [
    ["/m", "200 get"],
    ["POST /m", "200 post"],
    ["PATCH /m", "200 patch"],
    ["PUT /m", "405 Method Not Allowed"],
    ["PUT /all", "200 all"],
    ["POST /lazy", "200 post"],
    ["HEAD /lazy", "200"],
    ["PUT /lazy", "405 Method Not Allowed"],
    ["constructor /lazy", "405 Method Not Allowed"],
  ];
  for (const [line, expected] of rows) assertEquals(await ask(app, line!), expected, line);
  const handler = app.handler();
  const before = loads;
  for (let i = 0; i < 3; i++) await handler(new Request("http://localhost/lazy"));
  assertEquals(loads - before, 1);
});

Deno.test("a mounted app lives below its path, and its not-found route is the host's", async () => {
  const sub = new App({ basePath: "/v1" })
    .use(async (ctx) => {
      const response = await ctx.next();
      response.headers.set("x-sub", "yes");
      return response;
    })
    .get("/", say("root")).get("/n/:id", route)
    .notFound(() => new Response("lost", { status: 404 }));
  const app = new App().get("/own", say("own")).mountApp("/api", sub).get("/api/v1/later", route);
  assertEquals(await ask(app, "/api/v1"), "200 root");
  assertEquals(await ask(app, "/api/v1/n/1"), '200 ["/api/v1/n/:id",{"id":"1"}]');
  assertEquals(await ask(app, "/nowhere"), "404 lost");
  const marks = ["/own", "/api/v1", "/api/v1/later"].map(async (path) =>
    (await request(app, path)).headers.get("x-sub")
  );
  assertEquals(await Promise.all(marks), [null, "yes", "yes"]);
});

Deno.test("an app without a build does not start as production on Deno Deploy", () => {
  Deno.env.set("DENO_DEPLOYMENT_ID", "d1");
  try {
    assertThrows(() => new App().handler(), Error, "build");
    new App({ mode: "development" }).handler();
  } finally {
    Deno.env.delete("DENO_DEPLOYMENT_ID");
  }
});
