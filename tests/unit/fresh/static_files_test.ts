import { App, staticFiles } from "fresh";
import { assertEquals } from "@std/assert";
import { applyBuild, request } from "./app_requests.ts";

const NEVER = "no-cache, no-store, max-age=0, must-revalidate";
const FOREVER = "public, max-age=31536000, immutable";

function file(text: string) {
  const bytes = new TextEncoder().encode(text);
  return {
    type: "text/css; charset=UTF-8",
    size: bytes.length,
    hash: "h1",
    read: () => Promise.resolve(bytes),
  };
}

const FILES = {
  "/styles.css": file("body{}"),
  "/a b/é.css": file("é"),
  "/a/b.css": file("sub"),
  "/_fresh/js/b1/x.js": file("x"),
  "/": file("never"),
  "styles.css": file("never"),
  "/unread.css": { ...file("x"), read: () => Promise.reject(new Error("was read")) },
};

function app(mode: "development" | "production" = "production", basePath = ""): App {
  const app = new App({ basePath }).use(staticFiles()).get("/page", (ctx) => ctx.text("page"));
  applyBuild(app, {}, { files: FILES, mode });
  return app;
}

Deno.test("a file is sent with its type, size, tag and cache rules", async () => {
  const response = await request(app(), "/styles.css");
  assertEquals([response.status, await response.text()], [200, "body{}"]);
  assertEquals(Object.fromEntries(response.headers), {
    "cache-control": NEVER,
    "content-length": "6",
    "content-type": "text/css; charset=UTF-8",
    etag: 'W/"h1"',
    vary: "If-None-Match",
  });
});

Deno.test("a client that has the file gets 304 and no body", async () => {
  const rows = [
    ['W/"h1"', 304],
    ['"h1"', 304],
    ["h1", 304],
    ['"other", W/"h1"', 304],
    ['W/"h2"', 200],
    ["h", 200],
  ] as const;
  for (const [tag, status] of rows) {
    const response = await request(app(), "/styles.css", { headers: { "if-none-match": tag } });
    assertEquals([response.status, response.headers.get("etag")], [status, 'W/"h1"'], tag);
    assertEquals(await response.text(), status === 304 ? "" : "body{}");
  }
});

Deno.test("HEAD is answered with 304 as well, but in development nothing is", async () => {
  const headers = { "if-none-match": 'W/"h1"' };
  assertEquals((await request(app(), "HEAD /styles.css", { headers })).status, 304);
  const live = new App().use(staticFiles());
  const files = { "/a.css": { ...file("a"), hash: null } };
  applyBuild(live, {}, { files, mode: "development" });
  const response = await request(live, "/a.css", { headers });
  assertEquals([response.status, response.headers.get("etag")], [200, null]);
});

Deno.test("only addresses that change with the build are kept for good, and only in production", async () => {
  const rows = [
    ["/styles.css", NEVER, NEVER],
    ["/styles.css?__frsh_c=b1", FOREVER, NEVER],
    ["/_fresh/js/b1/x.js", FOREVER, NEVER],
  ];
  for (const [path, production, development] of rows) {
    const cached = [await request(app(), path!), await request(app("development"), path!)]
      .map((response) => response.headers.get("cache-control"));
    assertEquals(cached, [production!, development!], path);
  }
});

Deno.test("a file with another build's id is found without it", async () => {
  const rows = [
    ["/styles.css?__frsh_c=old", "/styles.css"],
    ["/styles.css?a=1&__frsh_c=old&b=2", "/styles.css?a=1&b=2"],
  ];
  for (const [path, location] of rows) {
    const response = await request(app(), path!);
    assertEquals([response.status, response.headers.get("location")], [307, location!]);
    assertEquals((await request(app("development"), path!)).status, 307);
    assertEquals((await request(app(), `HEAD ${path}`)).status, 307);
  }
  assertEquals((await request(app(), "/page?__frsh_c=old")).status, 200);
});

Deno.test("what is no file goes on, and what only looks like one is not found", async () => {
  const rows = [
    ["/page", 200],
    ["/", 404],
    ["/missing.css", 404],
    ["/favicon.ico", 404],
    ["/a%20b/%C3%A9.css", 200],
    ["/a/b.css", 200],
    ["/a%2Fb.css", 404],
    ["/a%5cb.css", 404],
    ["/styles.css%00", 404],
    ["/%zz", 404],
  ] as const;
  for (const [path, status] of rows) {
    assertEquals((await request(app(), path)).status, status, path);
  }
  assertEquals(await (await request(app(), "/favicon.ico")).text(), "");
});

Deno.test("files are read only: HEAD has no body, other methods are refused", async () => {
  const head = await request(app(), "HEAD /styles.css");
  assertEquals([head.status, head.headers.get("content-length"), await head.text()], [
    200,
    "6",
    "",
  ]);
  assertEquals((await request(app(), "HEAD /unread.css")).status, 200);
  const post = await request(app(), "POST /styles.css");
  assertEquals([post.status, post.headers.get("allow")], [405, "GET, HEAD"]);
});

Deno.test("files lie below the base path", async () => {
  const based = app("production", "/base");
  const statuses = ["/base/styles.css", "/styles.css", "/basestyles.css", "/base"]
    .map(async (path) => (await request(based, path)).status);
  assertEquals(await Promise.all(statuses), [200, 404, 404, 404]);
});

Deno.test("without a build every request goes on", async () => {
  const bare = new App().use(staticFiles()).get("/styles.css", (ctx) => ctx.text("mine"));
  assertEquals(await (await request(bare, "/styles.css")).text(), "mine");
});
