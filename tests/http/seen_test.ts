import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";

Deno.test("the home page leads back to the page that was seen last", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const lastPage = async () =>
    /last page you visited: <a[^>]* href="([^"]*)"/.exec((await visitor.get("/")).text)?.[1];
  assertEquals(await lastPage(), undefined);
  await visitor.get("/register");
  assertEquals(await lastPage(), "/register");
  for (
    const headers of [{ "sec-purpose": "prefetch;prerender" }, { "sec-fetch-dest": "image" }]
  ) {
    await visitor.get("/login", headers as unknown as HeadersInit);
  }
  await visitor.send("/login", { method: "HEAD" });
  await visitor.get("/nothing-there");
  await visitor.get("/styles.css");
  await visitor.get(`/login?next=${"x".repeat(300)}`);
  assertEquals(await lastPage(), "/register", "nothing of that was a page worth a link");
  await visitor.get("/login?next=%2Fappointments");
  assertEquals(await lastPage(), "/login?next=%2Fappointments");
});

Deno.test("what nobody sees leaves no message for later", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.get("/appointments", { "sec-purpose": "prefetch" });
  await visitor.get("/appointments", { "sec-fetch-dest": "image" });
  await visitor.send("/appointments", { method: "HEAD" });
  assert(!(await visitor.get("/")).text.includes("Please sign in"));
  await visitor.get("/appointments", { "sec-fetch-dest": "document" });
  assertStringIncludes((await visitor.get("/login")).text, "Please sign in");
});

Deno.test("the last page is remembered for visitors and members alike, and written only when it changes", async () => {
  await using app = await testApp();
  const guest = app.visitor();
  const ada = await app.visitor().as(await app.person("Ada"));
  for (const [visitor, path] of [[guest, "/register"], [ada, "/appointments"]] as const) {
    const first = await visitor.get(path);
    assert(first.headers.has("set-cookie"));
    assertEquals(await visitor.session((session) => session.get("lastPage")), path);
    assert(!(await visitor.get(path)).headers.has("set-cookie"), `${path} again`);
  }
});

Deno.test("an address that takes more of the cookie than its length says is not remembered", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.submit("/lab/cookies", { name: "lab_a", value: "🧥".repeat(250), action: "set" });
  const { status } = await visitor.get(`/lab?${"\\".repeat(190)}`);
  assertEquals(status, 200, "a full session leaves room for an address, not for twice as much");
  assertEquals(await visitor.session((session) => session.get("lastPage")), "/lab/cookies");
});
