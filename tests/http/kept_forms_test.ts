/** Whose a form is that comes too late, and who sees it again. */
import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { write } from "@/lib/db/open.ts";
import { testApp } from "../support/app.ts";
import { filledAgain, formsIn } from "../support/forms.ts";
import {
  countKept,
  openTab,
  PROFILE,
  PROMISE,
  sentLate,
  signIn,
  TYPED,
  waitingFor,
} from "../support/late_forms.ts";
import { tokenIn } from "../support/visitor.ts";

for (const isCookieGone of [false, true]) {
  const meanwhile = isCookieGone ? ", who came with a new cookie" : "";
  Deno.test(`a form of one person is never shown to the next at the same browser${meanwhile}, and waits for its owner`, async () => {
    await using app = await testApp();
    await app.person("Bo");
    const browser = await app.visitor().as(await app.person("Ada"));
    const send = await openTab(browser, PROFILE);
    await browser.logout();
    if (isCookieGone) browser.cookies.clear();
    await signIn(browser, "Bo");
    const { text } = await send();
    assertStringIncludes(text, "Somebody else is signed in here now.");
    assertFalse(text.includes("Countess") || text.includes(TYPED.email));
    for (const path of [PROFILE, "/", "/account/tokens", "/login"]) {
      const page = await browser.get(path);
      assertFalse(page.text.includes(TYPED.email) || page.text.includes("Not sent yet"), path);
    }
    await browser.logout();
    assertFalse((await browser.get("/login")).text.includes(TYPED.email));
    await signIn(browser);
    assertEquals(await waitingFor(browser), TYPED);
  });
}

Deno.test("two people at one browser may each have a form for the same page", async () => {
  await using app = await testApp();
  await app.person("Bo");
  const browser = await sentLate(app);
  await signIn(browser, "Bo");
  const send = await openTab(browser, PROFILE);
  await browser.logout();
  const ofBo = { ...TYPED, name: "Bo the Second" };
  await send(ofBo);
  await signIn(browser);
  assertEquals(await waitingFor(browser), TYPED);
  await browser.logout();
  await signIn(browser, "Bo");
  assertEquals(await waitingFor(browser), ofBo);
});

Deno.test("a form waits in the browser that sent it, in no other one of the same person", async () => {
  await using app = await testApp();
  const browser = await sentLate(app);
  const other = app.visitor();
  await signIn(other);
  assertEquals(await waitingFor(other), undefined);
  await signIn(browser);
  assertEquals(await waitingFor(browser), TYPED);
});

Deno.test("it waits for half an hour, and then the browser forgets that there was something", async () => {
  await using app = await testApp();
  const browser = await sentLate(app);
  await signIn(browser);
  app.wait(30 * 60 - 1);
  assertEquals(await waitingFor(browser), TYPED);
  app.wait(1);
  assertEquals(await waitingFor(browser), undefined);
  assertEquals(await browser.session((session) => session.has("_kept")), false);
});

Deno.test("each page shows what waits for it, and no other", async () => {
  await using app = await testApp();
  const browser = await app.visitor().as(await app.person("Ada"));
  const [first, second] = [
    await openTab(browser, PROFILE),
    await openTab(browser, "/account/tokens"),
  ];
  await browser.logout();
  await first();
  const token = { name: "Backup", scope: "write", expires: "30" };
  await second({ ...token, action: "create" });
  await signIn(browser);
  assertEquals(await waitingFor(browser, "/account/delete"), undefined);
  assertEquals(await waitingFor(browser, "/account/tokens"), token);
  assertEquals(await waitingFor(browser), TYPED);
});

Deno.test("of two tabs with the same form, what was sent last waits", async () => {
  await using app = await testApp();
  const browser = await app.visitor().as(await app.person("Ada"));
  const [first, second] = [await openTab(browser, PROFILE), await openTab(browser, PROFILE)];
  await browser.logout();
  await first();
  await second({ ...TYPED, name: "Ada the Last" });
  await signIn(browser);
  assertEquals((await waitingFor(browser))?.name, "Ada the Last");
});

Deno.test("looking at it uses nothing up, be it by a person, ahead of time or for the head alone", async () => {
  await using app = await testApp();
  const browser = await sentLate(app);
  await signIn(browser);
  await browser.send(PROFILE, { method: "HEAD" });
  await browser.get(PROFILE, { "sec-purpose": "prefetch" });
  await browser.get(PROFILE, { "sec-fetch-dest": "empty" });
  assertEquals(await waitingFor(browser), TYPED);
  assertEquals(await waitingFor(browser), TYPED);
});

Deno.test("what was filled in again stands there also when it is found wrong, and waits until it is taken", async () => {
  await using app = await testApp();
  const browser = await sentLate(app);
  await signIn(browser);
  const form = filledAgain(await browser.get(PROFILE))!;
  const again = { csrf_token: form.token, ...form.hidden, ...TYPED };
  const wrong = await browser.post(PROFILE, { ...again, email: "no address" });
  assertEquals(wrong.status, 422);
  const shown = formsIn(wrong).find(({ action }) => action === PROFILE)!;
  assertEquals(shown.controls.map(({ value }) => value), [TYPED.name, "no address", "UTC"]);
  assertEquals(await waitingFor(browser), TYPED);
  assertEquals((await browser.post(PROFILE, again)).status, 303);
  assertEquals([await waitingFor(browser), await countKept(app)], [undefined, 0]);
});

Deno.test("another form of the same page may be sent meanwhile", async () => {
  await using app = await testApp();
  const browser = await sentLate(app);
  await signIn(browser);
  assertEquals((await browser.submit(PROFILE, { action: "verify" })).status, 303);
  assertEquals(await waitingFor(browser), TYPED);
});

Deno.test("markup that somebody typed is text when it is shown again", async () => {
  await using app = await testApp();
  const browser = await app.visitor().as(await app.person("Ada"));
  const send = await openTab(browser, PROFILE);
  await browser.logout();
  const name = `"><script>alert(1)</script>`;
  await send({ ...TYPED, name });
  await signIn(browser);
  assertFalse((await browser.get(PROFILE)).text.includes("<script>alert"));
  assertEquals((await waitingFor(browser))?.name, name);
});

Deno.test("whose a form is of a login from before forms were known by it, nobody can tell: it is not kept", async () => {
  await using app = await testApp();
  const browser = await app.visitor().as(await app.person("Ada"));
  await write(app.db, (trx) => trx.updateTable("sessions").set({ form_hash: null }).execute());
  const send = await openTab(browser, "/lab/session");
  await browser.logout();
  const { text } = await send({ key: "a", value: "b", type: "text", action: "set" });
  assertFalse(text.includes(PROMISE));
  assertEquals(await countKept(app), 0);
});

Deno.test("whoever planted a session in a browser reaches nothing of what is typed after the next sign-in, or was before", async () => {
  await using app = await testApp();
  await app.person("Eve");
  const eve = await sentLate(app, "Mallory");
  const planted = eve.cookies.get("session")!;
  const browser = await app.visitor().as(await app.person("Ada"));
  const send = await openTab(browser, PROFILE);
  browser.cookies.set("session", planted);
  await send();
  await signIn(browser);
  assertEquals(await waitingFor(browser), TYPED, "Ada's own");
  const before = await eve.session((session) => session.get("_kept"));
  assert(before !== await browser.session((session) => session.get("_kept")));
  for (const name of ["Mallory", "Eve", "Ada"]) {
    eve.cookies.set("session", planted);
    await signIn(eve, name);
    assertEquals(await waitingFor(eve), undefined, name);
  }
});

Deno.test("a new password by mail does not lose what waits", async () => {
  await using app = await testApp();
  const browser = await app.visitor().as(await app.person("Ada"), { remember: true });
  await browser.submit(PROFILE, { ...TYPED });
  await browser.submit("/forgot", { email: "ada@example.org" });
  const [mail] = (await app.mails()).filter(({ text }) => text.includes("/reset/"));
  const path = new URL(/https?:\/\/\S+\/reset\/\S+/.exec(mail!.text)![0]).pathname;
  const next = "walnut ferry lantern nine";
  const csrf_token = tokenIn((await browser.get(path)).text)!;
  assertEquals((await browser.post(path, { csrf_token, password: next })).status, 303);
  await browser.login("ada@example.org", next);
  assertEquals(await waitingFor(browser), TYPED);
});
