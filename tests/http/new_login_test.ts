import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { type TestApp, testApp } from "../support/app.ts";
import { CHROME, FIREFOX } from "../support/browsers.ts";
import type { Client } from "../support/client.ts";

const NEWS = "New sign-in to your account with Chrome on Windows";

/** Ada is signed in at home, and somebody signs in as Ada elsewhere. */
async function twoPlaces(env = {}): Promise<{ app: TestApp; home: Client; elsewhere: Client }> {
  const app = await testApp(env);
  const home = app.visitor(FIREFOX);
  await home.register("Ada");
  await home.get("/");
  const elsewhere = app.visitor(CHROME);
  await elsewhere.login("ada@example.org");
  await app.background.idle();
  return { app, home, elsewhere };
}

Deno.test("a sign-in from a new device is told once, with what, when and a button, on the other devices", async () => {
  const { app, home, elsewhere } = await twoPlaces();
  await using _ = app;
  const { text } = await home.get("/appointments");
  assertMatch(
    text,
    /New sign-in to your account with Chrome on Windows on \d+ \w+ \d{4} at \d\d:\d\d/,
  );
  assertMatch(text, /data-flash="[\w-]+" data-category="warning"/);
  assertStringIncludes(text, ">Sign it out</button>");
  assertFalse((await home.get("/appointments")).text.includes(NEWS), "once");
  assertFalse((await elsewhere.get("/appointments")).text.includes(NEWS), "not to itself");
});

Deno.test("its owner is told by mail as well", async () => {
  const { app } = await twoPlaces();
  await using _ = app;
  const mail = (await app.mails()).findLast(({ subject }) => subject.startsWith("New sign-in"));
  assertEquals(mail?.to, "ada@example.org");
  assertStringIncludes(mail!.text, "Chrome on Windows");
  assertStringIncludes(mail!.text, "http://localhost:8000/account/sessions");
});

/** Presses the button inside the message. */
async function endIt(home: Client) {
  const { text } = await home.get("/appointments");
  const form = /<form[^>]*class="flash-form".*?<\/form>/s.exec(text)![0];
  const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) =>
    [name!, value!] as const
  );
  assertStringIncludes(form, 'action="/account/sessions"');
  return await home.post("/account/sessions", Object.fromEntries(fields));
}

Deno.test("the button ends that session, and asks for a new password", async () => {
  const { app, home, elsewhere } = await twoPlaces();
  await using _ = app;
  const { status, headers } = await endIt(home);
  assertEquals([status, headers.get("location")], [303, "/account/password"]);
  assertEquals([await home.name(), await elsewhere.name()], ["Ada", null]);
});

Deno.test("from a stale login the button asks for the password first, and is ready afterwards", async () => {
  const { app, home, elsewhere } = await twoPlaces();
  await using _ = app;
  app.wait(3600);
  const { headers } = await endIt(home);
  assertEquals(headers.get("location"), "/confirm?next=%2Faccount%2Fsessions");
  await home.confirm();
  assertStringIncludes((await home.get("/account/sessions")).text, "You were about to sign out");
  assertEquals(await elsewhere.name(), "Ada");
});

Deno.test("a browser that the person has signed in with before is no news", async () => {
  const { app, home, elsewhere } = await twoPlaces();
  await using _ = app;
  await home.get("/appointments");
  await elsewhere.logout();
  await elsewhere.login("ada@example.org");
  await app.background.idle();
  assertFalse((await home.get("/appointments")).text.includes(NEWS));
});

Deno.test("a browser that only others have signed in with is news", async () => {
  const { app, home, elsewhere } = await twoPlaces();
  await using _ = app;
  await home.get("/appointments");
  await app.person("Bo");
  const bo = app.visitor(CHROME);
  await bo.login("bo@example.org");
  await bo.logout();
  await bo.login("ada@example.org");
  await app.background.idle();
  assertStringIncludes((await home.get("/appointments")).text, NEWS);
  assertStringIncludes((await elsewhere.get("/appointments")).text, NEWS);
});

Deno.test("the very first sign-in is no news", async () => {
  await using app = await testApp();
  await app.visitor(CHROME).register("Ada");
  await app.background.idle();
  assertEquals((await app.mails()).filter(({ subject }) => /sign-in/.test(subject)), []);
});

Deno.test("what a browser is known for can't be forged, changed or moved to another app", async () => {
  const { app, home, elsewhere } = await twoPlaces();
  await using _ = app;
  const cookie = elsewhere.cookies.get("session-device")!;
  assert(cookie);
  const changed = cookie.replace(/\.[\w-]/, (text) => text === ".A" ? ".B" : ".A");
  const otherKey = app.restarted({ SECRET_KEY: "another key that is long enough for it" });
  for (const [value, at] of [[changed, app], ["1.x", app], [cookie, otherKey]] as const) {
    await home.get("/appointments");
    const visitor = at.visitor(CHROME);
    visitor.cookies.set("session-device", value);
    await visitor.login("ada@example.org");
    await at.background.idle();
    assertStringIncludes((await home.get("/appointments")).text, NEWS, value);
  }
});

Deno.test("the cookie that knows a browser is kept from scripts and other sites, and opens nothing", async () => {
  const { app, elsewhere } = await twoPlaces({
    ORIGIN: "https://book.example",
    SECRET_KEY: "a key of its own of thirty-two bytes and more",
  });
  await using _ = app;
  await elsewhere.logout();
  const { headers } = await elsewhere.login("ada@example.org");
  const set = headers.getSetCookie().find((line) => line.startsWith("__Host-session-device="))!;
  for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=34560000"]) {
    assertStringIncludes(set, part);
  }
  elsewhere.cookies.delete("__Host-session");
  assertEquals(await elsewhere.name(), null);
});
