import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { eventsOf } from "../support/admins.ts";
import { askForReset } from "../support/links.ts";
import { withAda } from "../support/members.ts";
import {
  ADDRESS_PAGE,
  makeAddress,
  shownAddress,
  stopAddress,
} from "../support/private_address.ts";

Deno.test("before there is an address, the page says what it would be, and makes one", async () => {
  const { app, ada } = await withAda({ ORIGIN: "https://book.example" });
  await using _ = app;
  const before = await ada.get(ADDRESS_PAGE);
  assertEquals(before.status, 200);
  assertStringIncludes(before.text, "Whoever has the address can read your appointments");
  assertEquals(shownAddress(before), undefined);
  const made = await ada.submit(ADDRESS_PAGE, { action: "make" });
  assertEquals([made.status, made.headers.get("location")], [303, ADDRESS_PAGE]);
  const { text, headers } = await ada.get(ADDRESS_PAGE);
  assertStringIncludes(text, "Your private address is ready.");
  assertMatch(text, /value="https:\/\/book\.example\/calendar\/[\w-]{43}\.ics"/);
  assertMatch(text, /href="webcal:\/\/book\.example\/calendar\/[\w-]{43}\.ics"/);
  for (const program of ["Thunderbird", "Apple Calendar", "Google Calendar"]) {
    assertStringIncludes(text, program);
  }
  assertStringIncludes(headers.get("cache-control")!, "no-store");
});

Deno.test("the address can be looked up again later, and by nobody else", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const path = await makeAddress(ada);
  app.wait(3600);
  assertEquals(shownAddress(await ada.get(ADDRESS_PAGE)), path);
  const bo = await app.visitor().as(await app.person("Bo"));
  assertEquals(shownAddress(await bo.get(ADDRESS_PAGE)), undefined);
  assertEquals((await app.visitor().get(ADDRESS_PAGE)).status, 303);
});

Deno.test("a person has one address: a second one takes the place of the first", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const first = await makeAddress(ada);
  await ada.submit(ADDRESS_PAGE, { action: "make" });
  const page = await ada.get(ADDRESS_PAGE);
  assertStringIncludes(page.text, "The one before has stopped");
  const second = shownAddress(page);
  assert(first !== second);
  assertEquals((await app.db.selectFrom("private_addresses").selectAll().execute()).length, 1);
});

Deno.test("making and stopping stand in the history, and its owner is told by mail of a new one", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const { id } = await app.db.selectFrom("users").select("id").executeTakeFirstOrThrow();
  await makeAddress(ada);
  const mail = (await app.mails()).at(-1)!;
  assertEquals([mail.to, mail.subject], ["ada@example.org", "A private calendar address was made"]);
  assertStringIncludes(mail.text, "/account/calendar");
  await stopAddress(ada);
  const types = (await eventsOf(app, id)).map(([type]) => type);
  assertEquals(types.filter((type) => type.startsWith("address")), [
    "address_created",
    "address_revoked",
  ]);
  assertStringIncludes(
    (await ada.get("/account/history")).text,
    "Private calendar address stopped",
  );
});

Deno.test("stopping twice changes nothing, and says so", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await makeAddress(ada);
  await stopAddress(ada);
  assertStringIncludes((await ada.get(ADDRESS_PAGE)).text, "Your private address has stopped.");
  await stopAddress(ada);
  assertStringIncludes((await ada.get(ADDRESS_PAGE)).text, "There was no private address.");
});

for (const [action, task] of [["make", "make a new address"], ["stop", "stop sharing"]] as const) {
  Deno.test(`to ${action} an address the password is asked for first, and then the button once more`, async () => {
    const { app, ada } = await withAda();
    await using _ = app;
    const path = await makeAddress(ada);
    app.wait(3600);
    const { headers } = await ada.submit(ADDRESS_PAGE, { action });
    assertEquals(headers.get("location"), "/confirm?next=%2Faccount%2Fcalendar");
    assertEquals(shownAddress(await ada.get(ADDRESS_PAGE)), path);
    await ada.confirm(undefined, ADDRESS_PAGE);
    assertStringIncludes((await ada.get(ADDRESS_PAGE)).text, `You were about to ${task}`);
    await ada.submit(ADDRESS_PAGE, { action });
    const after = await ada.get(ADDRESS_PAGE);
    assert(shownAddress(after) !== path);
    assertFalse(after.text.includes("You were about to"));
  });
}

const NEW = { password: "nine quiet lanterns drift" };

Deno.test("who takes an account back by mail, as its first proof, stops the address of whoever had it", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const path = await makeAddress(ada);
  await app.visitor().submit(await askForReset(app, "ada@example.org"), NEW);
  assertEquals((await app.visitor().get(path)).status, 404);
  assertFalse((await app.mails()).at(-1)!.text.includes("/account/calendar"));
});

Deno.test("the address of a proved owner outlives a new password, and the mail about that tells so", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await app.db.updateTable("users").set({ verified_at: app.clock() }).execute();
  const path = await makeAddress(ada);
  await app.visitor().submit(await askForReset(app, "ada@example.org"), NEW);
  assertEquals((await app.visitor().get(path)).status, 200);
  const { subject, text } = (await app.mails()).at(-1)!;
  assertEquals(subject, "Your password was changed");
  assertStringIncludes(text, "Your private calendar address goes on working.");
});

Deno.test("an address whose key is gone goes on working, and the page says why it is not shown", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const path = await makeAddress(ada);
  const other = app.restarted({ SECRET_KEY: "another-k3y-for-tests-0123456789-abcdefgh" });
  assertEquals((await other.visitor().get(path)).status, 200);
  const again = await other.visitor().login("ada@example.org");
  assertEquals(again.status, 303);
  const visitor = other.visitor();
  await visitor.login("ada@example.org");
  const page = await visitor.get(ADDRESS_PAGE);
  assertEquals(shownAddress(page), undefined);
  assertStringIncludes(page.text, "it cannot be shown any more");
});

Deno.test("the account leads to the page, and the page to the file and to the import", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  assertStringIncludes((await ada.get("/account")).text, `href="${ADDRESS_PAGE}"`);
  const { text } = await ada.get(ADDRESS_PAGE);
  for (const path of ["/appointments.ics", "/appointments/import"]) {
    assertStringIncludes(text, `href="${path}"`);
  }
});
