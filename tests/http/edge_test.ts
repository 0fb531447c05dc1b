import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";

const HTTPS = {
  ORIGIN: "https://book.example",
  SECRET_KEY: "k3y-for-tests-only-0123456789-abcdefghij",
};

const ANSWERS: Record<string, [path: string, init?: RequestInit]> = {
  "a page": ["/"],
  "a redirect": ["/appointments"],
  "a missing page": ["/nothing/here"],
  "a refused form": ["/login", { method: "POST", body: new URLSearchParams() }],
  "a missing method": ["/login", { method: "PROPFIND" }],
  "a static file": ["/styles.css"],
  "a health check": ["/healthz"],
  "a path that is not canonical": ["//login/"],
};

for (const [what, [path, init = {}]] of Object.entries(ANSWERS)) {
  Deno.test(`${what} carries every security header and a request id`, async () => {
    await using app = await testApp(HTTPS);
    const { headers } = await app.handler(new Request(`https://book.example${path}`, init));
    assertMatch(headers.get("x-request-id")!, /^[\w-]{12}$/);
    assertEquals(headers.get("x-content-type-options"), "nosniff");
    assertEquals(headers.get("referrer-policy"), "same-origin");
    assertEquals(headers.get("x-frame-options"), "DENY");
    assertMatch(headers.get("strict-transport-security")!, /^max-age=\d{8}/);
    const policy = headers.get("content-security-policy")!;
    for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      assertStringIncludes(policy, directive);
    }
    assertFalse(/script-src[^;]*unsafe|style-src[^;]*unsafe/.test(policy), policy);
  });
}

Deno.test("scripts need the nonce of their own answer", async () => {
  await using app = await testApp();
  const [one, two] = await Promise.all([app.visitor().get("/login"), app.visitor().get("/login")]);
  const nonce = /'nonce-([^']+)'/.exec(one.headers.get("content-security-policy")!)![1];
  assertStringIncludes(one.text, `nonce="${nonce}"`);
  assertFalse(two.text.includes(nonce!));
});

Deno.test("plain http is neither upgraded nor pinned", async () => {
  await using app = await testApp();
  const { headers } = await app.visitor().get("/");
  assertFalse(headers.has("strict-transport-security"));
  assertFalse(headers.get("content-security-policy")!.includes("upgrade-insecure-requests"));
});

const HOSTS: [env: Record<string, string>, url: string, status: number][] = [
  [{}, "http://localhost:8000/", 200],
  [{}, "http://127.0.0.1:8000/", 200],
  [{}, "http://localhost:9999/", 421],
  [{}, "http://evil.example/", 421],
  [{}, "http://evil.example/healthz", 200],
  [HTTPS, "http://book.example/", 200],
  [HTTPS, "https://evil.example/", 421],
  [HTTPS, "http://localhost:8000/", 421],
];

for (const [env, url, status] of HOSTS) {
  Deno.test(`${url} is answered ${status} ${env === HTTPS ? "with an origin set" : "on localhost"}`, async () => {
    await using app = await testApp(env);
    assertEquals((await app.handler(new Request(url))).status, status);
  });
}

Deno.test("behind a trusted proxy the host that the browser asked for counts", async () => {
  const headers = { "x-forwarded-host": "book.example", "x-forwarded-proto": "https" };
  const ask = async (trust: string) => {
    await using app = await testApp({ ...HTTPS, TRUST_PROXY: trust });
    return (await app.handler(new Request("http://10.0.0.7:8000/", { headers }))).status;
  };
  assertEquals(await ask("on"), 200);
  assertEquals(await ask("off"), 421);
});

const SPELLINGS: Record<string, string> = {
  "//login": "/login",
  "/login/": "/login",
  "/./login": "/login",
  "/a/../login?next=%2F": "/login?next=%2F",
  "/%2e/login": "/login",
  "///evil.example": "/evil.example",
  "/\\evil.example": "/evil.example",
};

for (const [path, canonical] of Object.entries(SPELLINGS)) {
  Deno.test(`${path} leads to its one spelling, ${canonical}`, async () => {
    await using app = await testApp();
    // A Request would put the address right by itself; a server gets it as it was sent.
    const request = new Request("http://localhost:8000/");
    Object.defineProperty(request, "url", { value: `http://localhost:8000${path}` });
    const { status, headers } = await app.handler(request);
    assertEquals([status, headers.get("location")], [308, canonical]);
  });
}

for (const method of ["TRACE", "CONNECT", "FOO", "PROPFIND"]) {
  Deno.test(`${method} is refused`, async () => {
    await using app = await testApp();
    const request = new Request("http://localhost:8000/");
    Object.defineProperty(request, "method", { value: method });
    const { status, headers } = await app.handler(request);
    assertEquals(status, 405);
    assertStringIncludes(headers.get("allow")!, "GET");
  });
}

Deno.test("static files are answered without a session, with an ETag that spares the next one", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const { status, headers } = await visitor.get("/styles.css");
  assertEquals([status, headers.get("content-type")], [200, "text/css; charset=UTF-8"]);
  assertFalse(headers.has("set-cookie"));
  const again = await visitor.get("/styles.css", { "if-none-match": headers.get("etag")! });
  assertEquals([again.status, again.text], [304, ""]);
});

Deno.test("a health check touches no session, and works for any method of looking", async () => {
  await using app = await testApp();
  const answer = await app.visitor().get("/healthz");
  assertEquals([answer.status, answer.text], [200, "ok\n"]);
  assertFalse(answer.headers.has("vary") || answer.headers.has("set-cookie"));
});

Deno.test("a missing page is a page, for visitors and for members", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const nobody = await visitor.get("/nothing/here");
  assertEquals(nobody.status, 404);
  assertStringIncludes(nobody.headers.get("content-type")!, "text/html");
  assertStringIncludes(nobody.text, "There is nothing here");
  assertStringIncludes(nobody.text, nobody.headers.get("x-request-id")!);
  await visitor.register("Ada");
  assertStringIncludes((await visitor.get("/nothing/here")).text, "data-user");
});

Deno.test("every request is one line in the log, by its pattern and without what was asked", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.register("Ada");
  app.lines.length = 0;
  await visitor.get("/appointments/secret-id?token=secret");
  assertEquals(app.lines.length, 1);
  const { method, route, status, user, id } = JSON.parse(app.lines[0]!);
  assertEquals([method, route, status], ["GET", "/appointments/:id", 404]);
  assert(user && id);
  assertFalse(app.lines[0]!.includes("secret"));
});
