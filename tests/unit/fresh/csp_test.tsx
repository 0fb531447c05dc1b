import { App, csp, type CSPOptions } from "fresh";
import { assertEquals, assertMatch, assertNotEquals, assertStringIncludes } from "@std/assert";
import { request } from "./app_requests.ts";

const HEADER = "content-security-policy";
const DEFAULTS = "default-src 'self'; script-src 'self' 'unsafe-inline'; " +
  "style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; " +
  "media-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; " +
  "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; " +
  "upgrade-insecure-requests";

const app = (options?: CSPOptions) =>
  new App().use(csp(options))
    .get("/text", (ctx) => ctx.text("x"))
    .get("/html", (ctx) => ctx.html("<p>"))
    .get("/redirect", () => Response.redirect("http://localhost/text"))
    .get("/page", (ctx) => ctx.render(<Page />))
    .get("/dropped", async (ctx) => (await ctx.render(<Page />), ctx.text("other")));
const Page = () => (
  <>
    <script>1</script>
    <style>{"p{}"}</style>
    <script nonce="mine">2</script>
  </>
);
const policy = async (options: CSPOptions | undefined, path: string) =>
  (await request(app(options), path)).headers.get(HEADER) ?? "";

Deno.test("csp() sets a strict policy on every response, immutable ones too", async () => {
  for (const path of ["/text", "/html", "/page", "/redirect"]) {
    assertEquals(await policy(undefined, path), DEFAULTS, path);
  }
});

Deno.test("directives replace those of the same name, and others are added", async () => {
  const directives = ["IMG-SRC 'self' https:", "upgrade-insecure-requests", "child-src 'none'"];
  const merged = await policy({ csp: directives }, "/text");
  assertStringIncludes(merged, "; IMG-SRC 'self' https:; ");
  assertEquals(merged.includes("data:; worker-src"), false);
  assertEquals(merged.split("; ").length, DEFAULTS.split("; ").length + 1);
});

Deno.test("a policy may report, and may do nothing else", async () => {
  const response = await request(app({ reportOnly: true, reportTo: "/csp" }), "/text");
  assertEquals(response.headers.get(HEADER), null);
  const policy = response.headers.get(`${HEADER}-report-only`) ?? "";
  assertStringIncludes(policy, "; report-to csp-endpoint; report-uri /csp");
  assertEquals(response.headers.get("reporting-endpoints"), 'csp-endpoint="/csp"');
});

Deno.test("with useNonce, rendered pages and no others name a nonce of their own", async () => {
  const options = { useNonce: true };
  for (const path of ["/text", "/html", "/redirect", "/dropped"]) {
    assertEquals(await policy(options, path), DEFAULTS, path);
  }
  const first = await policy(options, "/page");
  assertMatch(
    first,
    /script-src 'self' 'nonce-[0-9a-f]{32}'; style-src 'self' 'nonce-[0-9a-f]{32}'/,
  );
  assertEquals(first.includes("unsafe-inline"), false);
  assertNotEquals(first, await policy(options, "/page"));
});

Deno.test("a nonce takes the place of 'unsafe-inline' wherever scripts and styles are named", async () => {
  const own = ["default-src 'self' 'unsafe-inline'", "img-src 'unsafe-inline'"];
  const response = await request(app({ csp: own, useNonce: true, reportOnly: true }), "/page");
  assertEquals(response.headers.get(HEADER), null);
  const policy = response.headers.get(`${HEADER}-report-only`)!;
  assertMatch(policy, /^default-src 'self' 'nonce-([0-9a-f]{32})'; script-src 'self' 'nonce-\1'; /);
  assertStringIncludes(policy, "img-src 'unsafe-inline'");
  assertStringIncludes(await response.text(), /nonce-(\w+)/.exec(policy)![1]!);
});

Deno.test("a policy without 'unsafe-inline' names no nonce", async () => {
  const options = { csp: ["script-src 'self'", "style-src 'none'"], useNonce: true };
  assertEquals((await policy(options, "/page")).includes("nonce-"), false);
});

Deno.test("inline scripts and styles carry the nonce of the header, unless they have one", async () => {
  const response = await request(app({ useNonce: true }), "/page");
  const nonce = /'nonce-(\w+)'/.exec(response.headers.get(HEADER)!)![1];
  const text = await response.text();
  assertStringIncludes(text, `<script nonce="${nonce}">1</script>`);
  assertStringIncludes(text, `<style nonce="${nonce}">`);
  assertStringIncludes(text, '<script nonce="mine">2</script>');
});

Deno.test("the nonce survives a middleware that copies the response", async () => {
  const copying = new App().use(csp({ useNonce: true })).use(async (ctx) => {
    const response = await ctx.next();
    return new Response(response.body, response);
  }).get("/", (ctx) => ctx.render(<Page />));
  assertMatch((await request(copying, "/")).headers.get(HEADER)!, /nonce-/);
});
