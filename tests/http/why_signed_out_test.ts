import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { write } from "@/lib/db/open.ts";
import type { TestApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";
import type { Client } from "../support/client.ts";
import { SECRET } from "../support/constants.ts";
import { sessionRows, withAda } from "../support/members.ts";

const setUser = (app: TestApp, values: { is_active: number }) =>
  write(app.db, (trx) => trx.updateTable("users").set(values).execute());

/** What ends Ada's login, and what her browser is told. */
const CASES: [why: string, end: (app: TestApp, ada: Client) => unknown, told: string][] = [
  ["not used for a day", (app) => app.wait(86_401), "because you had not been here for a while"],
  [
    "too old",
    async (app, ada) => {
      for (let day = 0; day < 8; day++) {
        app.wait(86_000);
        await ada.get("/");
      }
    },
    "because your last sign-in was a long time ago",
  ],
  ["deactivated", (app) => setUser(app, { is_active: 0 }), "because this account was switched off"],
  [
    "ended from another device",
    async (app) => {
      const { id } = (await sessionRows(app))[0]!;
      const laptop = app.visitor(FIREFOX);
      await laptop.login("ada@example.org");
      await laptop.submit("/account/sessions", { session_id: id });
    },
    "You were signed out from Firefox on Linux on ",
  ],
];

for (const [why, end, told] of CASES) {
  Deno.test(`${why}: the login page says so, once, to the browser that held the login`, async () => {
    const { app, ada } = await withAda();
    await using _ = app;
    await end(app, ada);
    const refused = await ada.get("/appointments");
    assertEquals(refused.headers.get("location"), "/login?next=%2Fappointments");
    const { text } = await ada.get("/login?next=%2Fappointments");
    assertStringIncludes(text, told);
    assertFalse(text.includes("Please sign in to see this page"), "one reason is enough");
    assertFalse((await ada.get("/login")).text.includes(told), "once");
    assertFalse((await app.visitor().get("/login")).text.includes("signed out"), "not to others");
  });
}

Deno.test("the reason waits until the login page is seen, whatever is visited before", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  app.wait(86_401);
  await ada.get("/");
  await ada.send("/login", { method: "HEAD" });
  await ada.get("/login", { "sec-purpose": "prefetch" });
  assertStringIncludes((await ada.get("/login")).text, "You were signed out because");
});

Deno.test("who signs out, or signs in again in the same browser, is told nothing", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await ada.logout();
  assertFalse((await ada.get("/login")).text.includes("You were signed out"));
});

const OTHER_KEY = "a newer key that is as long as it has to be";

Deno.test("a key that was replaced: the browser learns why, and the login is over for good", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await ada.get("/appointments");
  const later = app.restarted({ SECRET_KEY: OTHER_KEY });
  const sameBrowser = Object.assign(later.visitor(), { cookies: ada.cookies });
  assertEquals((await sameBrowser.get("/appointments")).status, 303);
  assertStringIncludes(
    (await sameBrowser.get("/login")).text,
    "because this site replaced the key that signs its cookies",
  );
  const [row] = await sessionRows(app);
  assertEquals(row!.end_reason, "key_retired");
});

Deno.test("a key that only moved to the fallbacks ends nothing", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const later = app.restarted({ SECRET_KEY: OTHER_KEY, SECRET_KEY_FALLBACKS: SECRET });
  const sameBrowser = Object.assign(later.visitor(), { cookies: ada.cookies });
  assertEquals(await sameBrowser.name(), "Ada");
});

Deno.test("a forged cookie with a token that nobody has ends nothing and tells nothing", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const payload = btoa(JSON.stringify([["Map", 1, 2], "_login", "A".repeat(43)]));
  const visitor = app.visitor();
  visitor.cookies.set("session", `1.${payload.replace(/=+$/, "")}.1790000000.${"B".repeat(43)}`);
  assertFalse((await visitor.get("/login")).text.includes("signed out"));
  assertEquals(await ada.name(), "Ada");
});

Deno.test("under a key that is still set, a cookie with a changed signature ends nothing, even with a true token", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await ada.get("/appointments");
  const forger = app.visitor();
  const cookie = ada.cookies.get("session")!;
  forger.cookies.set("session", cookie.slice(0, -43) + "B".repeat(43));
  assertEquals(await forger.name(), null);
  assertEquals(await ada.name(), "Ada");
});
