import { App } from "fresh";
import { assertEquals } from "@std/assert";

Deno.test("forwarded protocol and host count only with trustProxy", async () => {
  const headers = { "x-forwarded-proto": "https, http", "x-forwarded-host": "book.example" };
  for (const [trustProxy, origin] of [[true, "https://book.example"], [false, "http://h:81"]]) {
    const app = new App({ trustProxy: trustProxy as boolean })
      .get("/", (ctx) => ctx.json([ctx.url.origin, ctx.req.url]));
    const response = await app.handler()(new Request("http://h:81/", { headers }));
    assertEquals(await response.json(), [origin, "http://h:81/"]);
  }
});

Deno.test("a forwarded host that is no host changes nothing", async () => {
  const app = new App({ trustProxy: true }).get("/", (ctx) => ctx.text(ctx.url.href));
  const rows = [
    ["a b", "http://h:81/"],
    ["a:b", "http://h:81/"],
    ["book.example/x", "http://h:81/"],
    ["me@book.example", "http://h:81/"],
    ["book.example?x", "http://h:81/"],
    ["book\texample", "http://h:81/"],
    [":80", "http://h:81/"],
    ["book.example:82, h2", "http://book.example:82/"],
    ["[::1]:82", "http://[::1]:82/"],
  ];
  for (const [host, href] of rows) {
    const headers = { "x-forwarded-host": host! };
    const response = await app.handler()(new Request("http://h:81/", { headers }));
    assertEquals(await response.text(), href, host);
  }
});
