import { App, HttpError, type Middleware, type PageProps } from "fresh";
import { assertEquals, assertInstanceOf, assertStringIncludes } from "@std/assert";
import { ask, request, silenced } from "./app_requests.ts";

const fail = (error: unknown) => () => {
  throw error;
};
const stamp: Middleware<unknown> = async (ctx) => {
  const response = await ctx.next();
  response.headers.set("x-root", "1");
  return response;
};
const ErrorPage = ({ error }: PageProps) => <b>{String(error)}</b>;

Deno.test("HttpError carries status, message and cause", () => {
  const error = new HttpError(404, "gone", { cause: 7 });
  assertInstanceOf(error, Error);
  assertEquals([error.name, error.status, error.message, error.cause], [
    "HttpError",
    404,
    "gone",
    7,
  ]);
  assertEquals(new HttpError(404).message, "");
});

Deno.test("an error that nothing catches is answered in plain text, and logged if it is ours", async () => {
  const rows: [unknown, string, boolean][] = [
    [new HttpError(404), "404 Not Found", false],
    [new HttpError(422, "No title"), "422 No title", false],
    [new HttpError(503), "503 Service Unavailable", true],
    [new HttpError(500), "500 Internal Server Error", true],
    [new Error("secret detail"), "500 Internal server error", true],
    ["a string", "500 Internal server error", true],
  ];
  for (const [error, expected, isLogged] of rows) {
    const printed = await silenced("error", async () => {
      assertEquals(await ask(new App().get("/", fail(error)), "/"), expected);
    });
    assertEquals(printed, isLogged ? [error] : []);
  }
  const response = await request(new App(), "/");
  assertEquals(response.headers.get("content-type"), "text/plain;charset=UTF-8");
});

Deno.test("a status that allows no body is answered without one", async () => {
  for (const status of [204, 205, 304]) {
    const response = await request(new App().get("/", fail(new HttpError(status, "text"))), "/");
    assertEquals([response.status, response.body], [status, null]);
  }
});

Deno.test("an error route without a handler for the method leaves the error as it was", async () => {
  const handler = { POST: () => new Response("posted") };
  const app = new App().notFound({ handler }).onError("*", { handler })
    .onError("/in", { handler: { GET: () => new Response("in") } })
    .all("/x", fail(new HttpError(403, "no")))
    .all("/in", fail(new HttpError(403, "no")));
  assertEquals(await ask(app, "/x"), "403 no");
  assertEquals(await ask(app, "/none"), "404 Not Found");
  assertEquals(await ask(app, "/in"), "200 in");
  for (const path of ["/x", "/in", "/none"]) {
    assertEquals(await ask(app, `POST ${path}`), "200 posted", path);
  }
});

Deno.test("the nearest error route answers, with the error's status", async () => {
  const app = new App()
    .onError("*", { component: () => <i>root</i> })
    .onError("/a", (ctx) => ctx.text(`a: ${ctx.error}`, { status: 502 }))
    .onError("/a/b", { component: ErrorPage })
    .get("/", fail(new HttpError(410)))
    .get("/a/x", fail(new Error("boom")))
    .get("/a/b/c", fail(new HttpError(403, "no")))
    .get("/a/b/d", fail(new TypeError("bug")));
  assertStringIncludes(await ask(app, "/"), "410 <!DOCTYPE html>");
  assertEquals(await ask(app, "/a/x"), "502 a: Error: boom");
  assertStringIncludes(await ask(app, "/a/b/c"), "<b>HttpError: no</b>");
  assertEquals((await request(app, "/a/b/c")).status, 403);
  assertEquals((await request(app, "/a/b/d")).status, 500);
  assertStringIncludes(await ask(app, "/unmatched"), "404 <!DOCTYPE html>");
});

Deno.test("page data from an error route keeps the error's status unless it names one", async () => {
  const component = () => <i>oops</i>;
  for (const [status, expected] of [[undefined, 409], [418, 418]] as const) {
    const app = new App()
      .onError("*", { handler: () => ({ data: 1, status }), component })
      .get("/", fail(new HttpError(409)));
    assertEquals((await request(app, "/")).status, expected);
  }
});

Deno.test("an error page answers any method, even one named like a property", async () => {
  const app = new App().onError("*", {
    handler: { GET: () => ({ data: 1 }) },
    component: ErrorPage,
  });
  for (const method of ["GET", "POST", "constructor"]) {
    assertStringIncludes(await ask(app, `${method} /`), "<b>HttpError</b>");
  }
});

Deno.test("notFound receives every 404, thrown or unmatched, before error routes do", async () => {
  const app = new App()
    .onError("*", { component: () => <i>error</i> })
    .get("/thrown", fail(new HttpError(404))).get("/other", fail(new HttpError(403)))
    .notFound((ctx) => ctx.text(`lost ${(ctx.error as HttpError).status}`, { status: 404 }));
  assertEquals(await ask(app, "/thrown"), "404 lost 404");
  assertEquals(await ask(app, "/unmatched"), "404 lost 404");
  assertStringIncludes(await ask(app, "/other"), "403 <!DOCTYPE html>");
  const page = new App().notFound({ component: () => <i>lost</i> });
  assertStringIncludes(await ask(page, "/unmatched"), "404 <!DOCTYPE html>");
});

Deno.test("root error routes answer outside the root middlewares, inner ones inside", async () => {
  const app = new App()
    .use(stamp).onError("*", () => new Response("root")).onError("/in", () => new Response("in"))
    .get("/x", fail(new Error("x"))).get("/in/x", fail(new Error("x")));
  const marks = ["/x", "/in/x"].map(async (path) =>
    (await request(app, path)).headers.get("x-root")
  );
  assertEquals(await Promise.all(marks), [null, "1"]);
});

Deno.test("an error route that throws passes its own error outward", async () => {
  const app = new App()
    .onError("*", (ctx) => ctx.text(String(ctx.error)))
    .onError("/a", fail(new Error("second")))
    .get("/a", fail(new Error("first")));
  assertEquals(await ask(app, "/a"), "200 Error: second");
  const hopeless = new App().notFound(fail(new Error("again")));
  await silenced("error", async () => {
    assertEquals(await ask(hopeless, "/"), "500 Internal server error");
  });
});
