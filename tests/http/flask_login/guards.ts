import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { testApp } from "../../support/app.ts";
import { withAda } from "../../support/members.ts";
import { PASSWORD } from "../../support/visitor.ts";

Deno.test("login_required: a guard stands before every page for members, and lets members pass", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  for (const path of ["/appointments", "/appointments/new", "/account/sessions"]) {
    assertEquals((await app.visitor().get(path)).status, 303, path);
    assertEquals((await ada.get(path)).status, 200, path);
  }
});

Deno.test("EXEMPT_METHODS: no method passes the guard, neither HEAD nor OPTIONS", async () => {
  await using app = await testApp();
  for (const method of ["HEAD", "OPTIONS"]) {
    const { status, headers, text } = await app.visitor().send("/appointments", { method });
    assertEquals([status, text], [303, ""], method);
    assertStringIncludes(headers.get("location")!, "/login");
  }
});

Deno.test("LOGIN_DISABLED: no setting opens the doors", async () => {
  await using app = await testApp({ LOGIN_DISABLED: "1", TESTING: "1" });
  assertEquals((await app.visitor().get("/appointments")).status, 303);
});

Deno.test("unauthorized: a visitor is sent to sign in, told why, and comes back to the very address", async () => {
  const { app } = await withAda();
  await using _ = app;
  const visitor = app.visitor();
  const { headers } = await visitor.get("/appointments/new?from=mail&day=2");
  const location = headers.get("location")!;
  assertEquals(location, "/login?next=%2Fappointments%2Fnew%3Ffrom%3Dmail%26day%3D2");
  const login = await visitor.get(location);
  assertStringIncludes(login.text, "Please sign in to see this page.");
  assertStringIncludes(login.text, 'data-category="info"');
  const fields = { email: "ada@example.org", password: PASSWORD };
  const next = /name="next" value="([^"]*)"/.exec(login.text)![1]!.replaceAll("&amp;", "&");
  const back = await visitor.submit(location, { ...fields, next }, "/login");
  assertEquals(back.headers.get("location"), "/appointments/new?from=mail&day=2");
});

Deno.test("login_url: the way to sign in is a path of this app, whatever Host a proxy or a client names", async () => {
  const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
  await using app = await testApp();
  const refused = await app.visitor().get("/appointments", headers);
  assertEquals(refused.headers.get("location"), "/login?next=%2Fappointments");
  const trusting = app.restarted({ TRUST_PROXY: "on" });
  assertEquals((await trusting.visitor().get("/appointments", headers)).status, 421);
});

const ELSEWHERE = [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/%2f%2fevil.example",
  "javascript:alert(1)",
  "appointments",
  " /appointments",
];

Deno.test("next: whoever signs in is never led anywhere but to a path of this app", async () => {
  const { app } = await withAda();
  await using _ = app;
  for (const next of ELSEWHERE) {
    const { status, headers } = await app.visitor().login("ada@example.org", PASSWORD, { next });
    assertEquals([status, headers.get("location")], [303, "/appointments"], next);
  }
});

Deno.test("login_message: HEAD, prefetching and images leave no message behind", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.get("/appointments", { "sec-fetch-dest": "image" });
  await visitor.get("/appointments", { "sec-purpose": "prefetch" });
  await visitor.send("/appointments", { method: "HEAD" });
  assertFalse((await visitor.get("/login")).text.includes("Please sign in to see this page."));
});
