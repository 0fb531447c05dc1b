import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { sendVerification, type User } from "@/lib/auth/mod.ts";
import { eventsOf } from "../support/admins.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { askForReset, pathTo, submitAnyway } from "../support/links.ts";
import { switchOff } from "../support/members.ts";

const ADA = "ada@example.org";
const DEVICE = { userAgent: "", address: "10.0.0.1" };

async function userRow(app: TestApp) {
  return await app.db.selectFrom("users").selectAll().where("email", "=", ADA)
    .executeTakeFirstOrThrow();
}

/** Somebody is sent a link to confirm the address. Returns its path. */
async function askForProof(app: TestApp, user: User): Promise<string> {
  assert(await sendVerification(app, user, DEVICE));
  return await pathTo(app, user.email);
}

Deno.test("who registers is mailed a link, and confirms the address with a button", async () => {
  await using app = await testApp();
  const ada = app.visitor();
  assertEquals((await ada.register("Ada")).headers.get("location"), "/appointments");
  const [mail] = await app.mails();
  assert(mail);
  assertEquals([mail.to, mail.subject], [ADA, "Please confirm your email address"]);
  assertMatch(mail.text, /^http:\/\/localhost:8000\/verify\/[\w-]{43}$/m);
  assertStringIncludes(mail.text, "works once, for one hour");
  const path = await pathTo(app, ADA);
  assertStringIncludes((await ada.get(path)).text, ADA);
  assertEquals((await userRow(app)).verified_at, null);
  const done = await ada.submit(path, {});
  assertEquals([done.status, done.headers.get("location")], [303, "/account/profile"]);
  assertStringIncludes((await ada.get("/")).text, `Thank you. ${ADA} is confirmed.`);
  const { id, verified_at } = await userRow(app);
  assertEquals(verified_at, app.clock());
  assert((await eventsOf(app, id)).some(([type]) => type === "email_verified"));
});

Deno.test("a mail to an address that nobody has proved carries no name that a stranger typed", async () => {
  await using app = await testApp();
  await app.visitor().register("Buy now at evil.example", "victim@example.org");
  const [mail] = await app.mails();
  assertFalse(mail!.text.includes("evil.example"));
  assertMatch(mail!.text, /^Hello,\n/);
});

Deno.test("a server that sends no mail asks nobody to confirm an address", async () => {
  await using app = await testApp({ ORIGIN: "https://book.example" });
  assertEquals((await app.visitor().register("Ada")).status, 303);
  assertFalse(await sendVerification(app, await app.person("Bo"), DEVICE));
  assertEquals(await app.db.selectFrom("one_time_tokens").selectAll().execute(), []);
});

Deno.test("who is not signed in may confirm, too, and is asked to sign in", async () => {
  await using app = await testApp();
  const path = await askForProof(app, await app.person("Ada"));
  const done = await app.visitor().submit(path, {});
  assertEquals([done.status, done.headers.get("location")], [303, "/login"]);
  assertEquals((await userRow(app)).verified_at, app.clock());
});

Deno.test("opening the link does not use it up, pressing the button does", async () => {
  await using app = await testApp();
  const path = await askForProof(app, await app.person("Ada"));
  const scanner = app.visitor();
  for (let i = 0; i < 10; i++) {
    assertEquals((await scanner.get(path)).status, 200);
    assertEquals((await scanner.send(path, { method: "HEAD" })).status, 200);
  }
  assertEquals((await userRow(app)).verified_at, null);
  assertEquals((await scanner.submit(path, {})).status, 303);
  const again = await scanner.get(path);
  assertEquals(again.status, 410);
  assertStringIncludes(again.text, "This link does not work any more");
});

Deno.test("of 20 who confirm at once, one does", async () => {
  await using app = await testApp();
  const path = await askForProof(app, await app.person("Ada"));
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => app.visitor().submit(path, {})),
  );
  assertEquals(answers.filter(({ status }) => status === 303).length, 1);
  assertEquals(answers.filter(({ status }) => status === 410).length, 19);
});

const DEAD: [what: string, event: (app: TestApp, user: User) => unknown][] = [
  ["an hour old", (app) => app.wait(3600)],
  ["older than another one", (app, user) => askForProof(app, user)],
  [
    "to an account that is switched off",
    (app) => switchOff(app),
  ],
];

for (const [what, event] of DEAD) {
  Deno.test(`a link ${what} confirms nothing`, async () => {
    await using app = await testApp();
    const user = await app.person("Ada");
    const path = await askForProof(app, user);
    await event(app, user);
    assertEquals((await app.visitor().get(path)).status, 410);
    assertEquals((await submitAnyway(app.visitor(), path, {})).status, 410);
    assertEquals((await userRow(app)).verified_at, null);
  });
}

Deno.test("a link to a new password confirms no address", async () => {
  await using app = await testApp();
  await app.person("Ada");
  const path = (await askForReset(app, ADA)).replace("reset", "verify");
  assertEquals((await app.visitor().get(path)).status, 410);
  assertEquals((await submitAnyway(app.visitor(), path, {})).status, 410);
});

Deno.test("nobody's mailbox can be flooded with links to confirm", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const sent = [];
  for (let i = 0; i < 7; i++) sent.push(await sendVerification(app, user, DEVICE));
  assertEquals(sent.filter((isSent) => isSent).length, 5);
  assertEquals((await app.mails()).length, 5);
});
