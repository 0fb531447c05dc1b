import {
  assert,
  assertEquals,
  assertFalse,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { write } from "@/lib/db/open.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { askForReset, pathTo } from "../support/links.ts";
import { make, revoke, shownToken } from "../support/tokens.ts";
import { PASSWORD } from "../support/visitor.ts";

/** Of somebody who never was here. */
const VICTIM = "victim@example.org";
const WORDS = "You won! Go to http://evil.example now";
const NEW = "a new one for me alone";

const mailsTo = async (app: TestApp) => (await app.mails()).filter(({ to }) => to === VICTIM);

/** Somebody who has made an account with another's address, and a message in the place of a name. */
async function withEve(env = {}) {
  const app = await testApp(env);
  const eve = app.visitor();
  await eve.register(WORDS, VICTIM);
  return { app, eve };
}

Deno.test("whoever uses another's address puts no words of theirs into mails to it", async () => {
  const { app, eve } = await withEve();
  await using _ = app;
  await make(eve, { name: "claim it at http://evil.example" });
  await askForReset(app, VICTIM);
  await eve.submit("/account/profile", { name: WORDS, email: "eve@example.org", time_zone: "UTC" });
  const mallory = app.visitor();
  await mallory.register("Mallory");
  await mallory.submit("/account/profile", { name: "M", email: VICTIM, time_zone: "UTC" });
  await eve.submit(await pathTo(app, "eve@example.org"), {});
  const mails = await mailsTo(app);
  const subjects = mails.map(({ subject }) => subject).sort();
  assertEquals(subjects, [
    "A new API token was made",
    "Choose a new password",
    "Please confirm your email address",
    "Somebody asked for your email address",
    "Somebody wants to change your email address",
    "Your email address was changed",
  ]);
  for (const { text } of mails) assertFalse(text.includes("evil"), text);
});

Deno.test("whoever registers with an address that is known puts no words into the mail about it", async () => {
  const { app } = await withEve();
  await using _ = app;
  const confirming = app.restarted({ REGISTRATION: "confirm" });
  await confirming.visitor().register("Victim", VICTIM);
  const { subject, text } = (await mailsTo(confirming)).at(-1)!;
  assertEquals(subject, "You have an account already");
  assertFalse(text.includes("evil"), text);
});

Deno.test("whoever uses another's address fills no mailbox by using the account", async () => {
  const { app, eve } = await withEve();
  await using _ = app;
  for (let i = 0; i < 6; i++) {
    await make(eve);
    await revoke(eve);
    await app.visitor().login(VICTIM);
  }
  await eve.submit("/account/password", { current_password: PASSWORD, password: NEW });
  await eve.submit("/account/delete", { sure: "on" });
  const notices = (await mailsTo(app)).filter(({ text }) => !text.includes("/verify/"));
  assertEquals(notices.length, 5);
});

Deno.test("who has confirmed the address is told of everything", async () => {
  const { app, eve } = await withEve();
  await using _ = app;
  await eve.submit(await pathTo(app, VICTIM), {});
  for (let i = 0; i < 8; i++) {
    await make(eve);
    await revoke(eve);
  }
  const mails = await mailsTo(app);
  const tokens = mails.filter(({ subject }) => subject === "A new API token was made");
  assertEquals(tokens.length, 8);
  assertStringIncludes(tokens[0]!.text, "API token “Backup”");
});

Deno.test("who takes an address back by its mailbox leaves no API token of the one who was there before", async () => {
  const { app, eve } = await withEve();
  await using _ = app;
  const token = shownToken(await make(eve, { scope: "write", expires: "365" }));
  assert(token);
  const me = () => eve.get("/api/me", { authorization: `Bearer ${token}` });
  assertEquals((await me()).status, 200);
  const victim = app.visitor();
  await victim.submit(await askForReset(app, VICTIM), { password: NEW });
  assertEquals((await me()).status, 401);
  await victim.login(VICTIM, NEW);
  assertStringIncludes((await victim.get("/account/history")).text, "API token “Backup” revoked");
});

Deno.test("a new password ends no API token of an owner who has proved to be it", async () => {
  const { app, eve } = await withEve();
  await using _ = app;
  await eve.submit(await pathTo(app, VICTIM), {});
  const token = shownToken(await make(eve));
  await app.visitor().submit(await askForReset(app, VICTIM), { password: NEW });
  const { status } = await eve.get("/api/me", { authorization: `Bearer ${token}` });
  assertEquals(status, 200);
});

Deno.test("strangers who register with an address keep its owner from no link for a new password", async () => {
  await using app = await testApp({ REGISTRATION: "confirm" });
  const { id } = await app.person("Ada");
  await write(
    app.db,
    (trx) => trx.updateTable("users").set({ verified_at: 1 }).where("id", "=", id).execute(),
  );
  const eve = app.visitor();
  for (let i = 0; i < 6; i++) await eve.register("Eve", "ada@example.org");
  const before = (await app.mails()).length;
  await askForReset(app, "ada@example.org");
  assertNotEquals((await app.mails()).length, before);
});
