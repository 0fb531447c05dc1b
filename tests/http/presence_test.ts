import {
  assert,
  assertEquals,
  assertFalse,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import type { TestApp } from "../support/app.ts";
import { testApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";
import type { Client } from "../support/client.ts";
import { SECRET } from "../support/constants.ts";
import { sessionRows, switchOff, withAda } from "../support/members.ts";

/** What an open page asks, as its script does. */
const ask = (visitor: Client) => visitor.get("/presence", { "sec-fetch-dest": "empty" });

async function present(visitor: Client): Promise<string | null> {
  return JSON.parse((await ask(visitor)).text).user;
}

/** Who a page was made for, as its script is told. */
async function pageTag(visitor: Client, path = "/appointments"): Promise<string | undefined> {
  return /\\"user\\":\d+\},\\"([\w-]{8})\\"/.exec((await visitor.get(path)).text)?.[1];
}

Deno.test("a page knows by the same short name who it was made for and who is signed in", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const bob = await app.visitor().as(await app.person("Bob"));
  const name = await present(ada);
  assert(name);
  assertEquals(await pageTag(ada), name);
  assertEquals(await pageTag(ada, "/nothing-there"), name, "pages with errors too");
  assertNotEquals(await present(bob), name);
  assertEquals(await present(app.visitor()), null);
  assertEquals(await pageTag(app.visitor(), "/"), undefined, "visitors have nothing to lose");
});

Deno.test("it is the same name in another login, and when the keys are replaced", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const name = await present(ada);
  await ada.logout();
  await ada.login("ada@example.org");
  assertEquals(await present(ada), name);
  const later = app.restarted({
    SECRET_KEY: "a newer key that is as long as it has to be",
    SECRET_KEY_FALLBACKS: SECRET,
  });
  assertEquals(await present(Object.assign(later.visitor(), { cookies: ada.cookies })), name);
});

/** What ends Ada's login, and what the login page says of it afterwards. */
const ENDS: [why: string, end: (app: TestApp, ada: Client) => unknown, told: string][] = [
  ["nobody was there", (app) => app.wait(86_401), "you had not been here for a while"],
  ["the account was switched off", (app) => switchOff(app), "this account was switched off"],
  [
    "another device ended it",
    async (app) => {
      const { id } = (await sessionRows(app))[0]!;
      const laptop = app.visitor(FIREFOX);
      await laptop.login("ada@example.org");
      await laptop.submit("/account/sessions", { session_id: id });
    },
    "You were signed out from Firefox",
  ],
];

for (const [why, end, told] of ENDS) {
  Deno.test(`an open page learns that its login is over because ${why}, and takes no words from the login page`, async () => {
    const { app, ada } = await withAda();
    await using _ = app;
    await end(app, ada);
    for (let question = 0; question < 3; question++) assertEquals(await present(ada), null);
    assertEquals((await ada.get("/appointments")).status, 303);
    assertStringIncludes((await ada.get("/login")).text, told);
  });
}

Deno.test("asking each minute keeps no login alive", async () => {
  const { app, ada } = await withAda({ SESSION_IDLE_TIMEOUT: "600" });
  await using _ = app;
  await ada.get("/appointments");
  const [before] = await sessionRows(app);
  for (let minute = 0; minute < 10; minute++) {
    assert(await present(ada), `after ${minute} minutes`);
    app.wait(60);
  }
  app.wait(1);
  assertEquals(await present(ada), null);
  assertEquals(await sessionRows(app), [before!], "nothing of it was written down");
  assertEquals((await ada.get("/appointments")).status, 303);
  assertStringIncludes((await ada.get("/login")).text, "had not been here for a while");
});

Deno.test("asking sets no cookie, not even one that is due, and uses up no message and no last page", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await ada.get("/account");
  await ada.session((session) =>
    session.set("_flash", [{ id: "1", text: "Still to be read", category: "info" }])
  );
  const later = app.restarted({
    SECRET_KEY: "a newer key that is as long as it has to be",
    SECRET_KEY_FALLBACKS: SECRET,
  });
  const browser = Object.assign(later.visitor(), { cookies: ada.cookies });
  const { status, headers } = await ask(browser);
  assertEquals([status, headers.get("cache-control")], [200, "no-store"]);
  assertEquals(headers.getSetCookie(), []);
  const { text } = await browser.get("/");
  assertStringIncludes(text, "Still to be read");
  assertStringIncludes(text, 'href="/account"');
});

Deno.test("while another tab is getting a new token, the old one is neither in nor out", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const otherTab = Object.assign(app.visitor(), { cookies: new Map(ada.cookies) });
  await ada.confirm();
  assertEquals((await ask(otherTab)).status, 204);
  assert(await present(ada));
  app.wait(75);
  assertEquals(await present(otherTab), null);
});

Deno.test("a cookie that turns up in another browser shows nobody there, and ends nothing by being asked about", async () => {
  await using app = await testApp({ SESSION_PROTECTION: "strong" });
  const ada = await app.visitor(FIREFOX).as(await app.person("Ada"));
  const thief = Object.assign(app.visitor("curl/8"), { cookies: new Map(ada.cookies) });
  assertEquals(await present(thief), null);
  assert(await present(ada));
});

Deno.test("questions leave no line in the log, unless something is wrong", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  app.lines.length = 0;
  await ask(ada);
  assertEquals(app.lines, []);
  await ada.post("/presence", {});
  assertFalse(app.lines.length === 0);
});
