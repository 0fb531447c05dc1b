import { App, type Context, HttpError, type PageProps } from "fresh";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { applyBuild, ask, silenced } from "./app_requests.ts";
import { appOf, fail, layout, mark, Page, seen } from "./route_modules.tsx";

Deno.test("middlewares run for their folder and below, as a function or in a list", async () => {
  const app = appOf({
    "_middleware.ts": { default: [mark("1"), mark("2")] },
    "a/_middleware.ts": { handler: mark("a") },
    "(g)/_middleware.ts": { handlers: [mark("g")] },
    "(g)/b/_middleware.ts": { default: mark("b") },
    "index.ts": seen,
    "a/index.ts": seen,
    "a/[id].ts": seen,
    "ab.ts": seen,
    "(g)/in.ts": seen,
    "(g)/b/in.ts": seen,
    "b/out.ts": seen,
  });
  const rows = [
    ["/", "12"],
    ["/a", "12a"],
    ["/a/1", "12a"],
    ["/ab", "12"],
    ["/in", "12g"],
    ["/b/in", "12gb"],
    ["/b/out", "12"],
  ];
  for (const [path, expected] of rows) assertEquals(await ask(app, path!), `200 ${expected}`, path);
});

Deno.test("a file beside a folder is covered by the folder's middleware", async () => {
  const app = appOf({ "a.ts": seen, "a/_middleware.ts": { default: mark("a") } });
  assertEquals(await ask(app, "/a"), "200 a");
});

Deno.test("_app and _layout surround pages; a layout's config skips what is above", async () => {
  const app = appOf({
    "_app.tsx": layout("app"),
    "_layout.tsx": layout("root"),
    "a/_layout.tsx": layout("a"),
    "b/_layout.tsx": { ...layout("b"), config: { skipInheritedLayouts: true } },
    "(g)/c/_layout.tsx": { ...layout("c"), config: { skipAppWrapper: true } },
    "index.tsx": { default: Page },
    "a/x.tsx": { default: Page },
    "b/x.tsx": { default: Page },
    "(g)/c/x.tsx": { default: Page },
    "a/y.tsx": { default: Page, config: { skipInheritedLayouts: true, skipAppWrapper: true } },
  });
  const rows = [
    ["/", "app(root(page))"],
    ["/a/x", "app(root(a(page)))"],
    ["/b/x", "app(b(page))"],
    ["/c/x", "root(c(page))"],
    ["/a/y", "page"],
  ];
  for (const [path, expected] of rows) {
    const text = (await ask(app, path!)).replace(/^.*<body>/s, "").replace(/<[^>]*>/g, "");
    assertEquals(text, expected, path);
  }
});

Deno.test("an _app anywhere but at the root is ignored, and not even loaded", async () => {
  const app = new App().fsRoutes();
  const { loads } = applyBuild(app, {
    "(g)/_app.tsx": layout("group"),
    "a/_app.tsx": {},
    "a/x.tsx": { default: Page },
  });
  assertStringIncludes(await ask(app, "/a/x"), "<body>page</body>");
  assertEquals(loads, ["a/x.tsx"]);
});

Deno.test("_error answers for its folder, _404 for the whole app", async () => {
  const error = (name: string) => ({
    default: ({ error }: PageProps) => <b>{name}: {(error as Error).message}</b>,
  });
  const app = appOf({
    "_error.tsx": error("root"),
    "(g)/_error.tsx": error("group"),
    "deep/_404.tsx": error("lost"),
    "a.ts": fail(new HttpError(403, "no")),
    "(g)/b.ts": fail(new Error("bug")),
    "(g)/c.ts": fail(new HttpError(404, "gone")),
  });
  const rows = [
    ["/a", 403, "<b>root: no</b>"],
    ["/b", 500, "<b>group: bug</b>"],
    ["/c", 404, "<b>lost: gone</b>"],
    ["/none", 404, "<b>lost: </b>"],
  ] as const;
  for (const [path, status, text] of rows) {
    const answer = await ask(app, path);
    assertStringIncludes(answer, text);
    assertStringIncludes(answer, `${status} <!DOCTYPE`);
  }
});

Deno.test("_500 is another name for _error", async () => {
  const app = appOf({
    "_500.tsx": { default: ({ error }: PageProps) => <b>{(error as Error).message}</b> },
    "a.ts": fail(new Error("bug")),
  });
  assertStringIncludes(await ask(app, "/a"), "500 <!DOCTYPE html>");
  assertStringIncludes(await ask(app, "/a"), "<b>bug</b>");
});

Deno.test("_error and _404 may be a handler alone", async () => {
  const tell = (name: string) => (ctx: Context<unknown>) =>
    ctx.text(`${name}: ${(ctx.error as Error).message}`, { status: 418 });
  const app = appOf({
    "_error.ts": { handler: tell("error") },
    "_404.ts": { handlers: { GET: tell("lost") } },
    "a.ts": fail(new Error("bug")),
    "b.ts": fail(new HttpError(404, "gone")),
  });
  const rows = [
    ["/a", "418 error: bug"],
    ["POST /a", "418 error: bug"],
    ["/b", "418 lost: gone"],
    ["/none", "418 lost:"],
    ["POST /none", "404 Not Found"],
  ];
  for (const [line, expected] of rows) assertEquals(await ask(app, line!), expected, line);
});

Deno.test("a handler in a layout and a middleware by method only bring warnings", async () => {
  const byMethod = { GET: () => new Response("never") };
  const app = appOf({
    "_layout.tsx": { ...layout("x"), handler: byMethod },
    "_middleware.ts": { handler: byMethod },
    "index.tsx": { default: Page },
  });
  const warnings = await silenced("warn", async () => {
    assertStringIncludes(await ask(app, "/"), "page");
  });
  assertEquals(warnings.length, 2);
});
