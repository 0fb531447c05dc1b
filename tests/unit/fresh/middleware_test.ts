import { App, type Context, HttpError, type Middleware } from "fresh";
import { assertEquals, assertInstanceOf } from "@std/assert";
import { ask, request, silenced } from "./app_requests.ts";

interface State {
  seen: string[];
}
const mark = (name: string): Middleware<State> => (ctx) => {
  (ctx.state.seen ??= []).push(name);
  return ctx.next();
};
const answer = (ctx: Context<State>) => ctx.text((ctx.state.seen ?? []).join(" "));

Deno.test("middlewares run from the outer path to the inner, in order of registration", async () => {
  const app = new App<State>()
    .use("/a/b", mark("ab")).use(mark("1"), mark("2")).use("/a", mark("a"))
    .use("/a/:id", mark("id")).use("*", mark("3"))
    .get("/", answer).get("/a", mark("h"), answer).get("/a/b", answer)
    .get("/ab", answer).get("/a/b/c/d", answer).get("/a/:id/x", answer);
  const rows = [
    ["/", "200 1 2 3"],
    ["/a", "200 1 2 3 a h"],
    ["/a/b", "200 1 2 3 a ab"],
    ["/ab", "200 1 2 3"],
    ["/a/b/c/d", "200 1 2 3 a ab"],
    ["/a/7/x", "200 1 2 3 a id"],
  ];
  for (const [path, expected] of rows) assertEquals(await ask(app, path!), expected, path);
});

Deno.test("a middleware applies to what is registered after it, and to unmatched requests", async () => {
  const app = new App<State>()
    .use(mark("before")).get("/x", answer).use(mark("after")).get("/y", answer)
    .use((ctx) => ctx.url.pathname === "/lost" ? answer(ctx) : ctx.next());
  assertEquals(await ask(app, "/x"), "200 before");
  assertEquals(await ask(app, "/y"), "200 before after");
  assertEquals(await ask(app, "/lost"), "200 before after");
});

Deno.test("a middleware that answers stops the chain", async () => {
  let reached = false;
  const app = new App()
    .use((ctx) => ctx.redirect("/login"))
    .get("/", (ctx) => (reached = true, ctx.text("in")));
  assertEquals([(await request(app, "/")).status, reached], [302, false]);
});

Deno.test("the response of next() can be changed, and next() can be called again", async () => {
  let calls = 0;
  const app = new App()
    .use(async (ctx) => {
      const response = await ctx.next();
      response.headers.append("x-mw", "1");
      return response;
    })
    .use(async (ctx) => {
      await ctx.next();
      return await ctx.next();
    })
    .get("/", (ctx) => ctx.text(`call ${++calls}`));
  const response = await request(app, "/");
  assertEquals([response.headers.get("x-mw"), await response.text()], ["1", "call 2"]);
});

Deno.test("an error rejects next() with ctx.error set, and can be answered there", async () => {
  const thrown = new Error("inner");
  const seen: unknown[] = [];
  const app = new App()
    .use(async (ctx) => {
      seen.push(ctx.error);
      try {
        return await ctx.next();
      } catch (error) {
        seen.push(error, ctx.error);
        return ctx.text("saved");
      }
    })
    .get("/", () => {
      throw thrown;
    });
  assertEquals(await ask(app, "/"), "200 saved");
  assertEquals(seen, [null, thrown, thrown]);
});

Deno.test("missing methods and paths reach root middlewares as HttpErrors", async () => {
  const statuses: unknown[] = [];
  const app = new App()
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch (error) {
        assertInstanceOf(error, HttpError);
        statuses.push([error.status, ctx.route]);
        throw error;
      }
    })
    .use("/a", () => new Response("only for routes below /a"))
    .get("/a/:id", (ctx) => ctx.text("a"));
  await ask(app, "POST /a/1");
  await ask(app, "/a/1/2");
  assertEquals(statuses, [[405, "/a/:id"], [404, null]]);
});

Deno.test("a lazy middleware is loaded once for all routes of an app", async () => {
  let loads = 0;
  const app = new App<State>()
    // deno-lint-ignore require-await -- being async is what makes it lazy
    .use(async () => (loads++, mark("lazy"))).get("/a", answer).get("/b", answer);
  const handler = app.handler();
  for (const path of ["a", "b", "a"]) {
    const response = await handler(new Request(`http://localhost/${path}`));
    assertEquals(await response.text(), "lazy");
  }
  assertEquals(loads, 1);
});

Deno.test("the first lazy middleware to load serves the requests that came meanwhile too", async () => {
  let loads = 0;
  const app = new App<State>().use(async () => {
    const name = `load ${++loads}`;
    await Promise.resolve();
    return mark(name);
  }).get("/", answer);
  const handler = app.handler();
  const asked = [1, 2, 3].map(async () =>
    await (await handler(new Request("http://localhost/"))).text()
  );
  assertEquals(await Promise.all(asked), ["load 1", "load 1", "load 1"]);
});

Deno.test("what is no Response is an error", async () => {
  const wrong = (() => "text") as unknown as Middleware<unknown>;
  const app = new App().get("/", wrong).get("/end", (ctx) => ctx.next());
  const [error] = await silenced("error", async () => {
    assertEquals(await ask(app, "/"), "500 Internal server error");
  });
  assertInstanceOf(error, TypeError);
  assertEquals(await ask(app, "/end"), "404 Not Found");
});

Deno.test("each request has a state and a request of its own", async () => {
  const app = new App<{ n?: number }>()
    .use((ctx) => {
      ctx.req = new Request(ctx.req, { headers: { "x-changed": "yes" } });
      return ctx.next();
    })
    .get("/", (ctx) => {
      ctx.state.n = (ctx.state.n ?? 0) + 1;
      return ctx.text(`${ctx.state.n} ${ctx.req.headers.get("x-changed")}`);
    });
  assertEquals(await ask(app, "/"), "200 1 yes");
  assertEquals(await ask(app, "/"), "200 1 yes");
});
