import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";
import { askForReset, contents, holdBackground, linkTo } from "../support/links.ts";
import { switchOff } from "../support/members.ts";

const ADA = "ada@example.org";

Deno.test("who forgot the password gets a mail with a link that says who asked, and how long it holds", async () => {
  await using app = await testApp();
  await app.person("Ada");
  await app.db.updateTable("users").set({ verified_at: app.clock() }).execute();
  const asked = await app.visitor(FIREFOX).submit("/forgot", { email: " ADA@Example.org " });
  assertEquals([asked.status, asked.headers.get("location")], [303, "/forgot?sent"]);
  const [mail] = await app.mails();
  assert(mail);
  assertEquals([mail.to, mail.subject], [ADA, "Choose a new password"]);
  assertMatch(mail.text, /^Hello Ada,\n/);
  assertStringIncludes(mail.text, "with Firefox on Linux, on 21 November 2026 at ");
  assertMatch(mail.text, /^http:\/\/localhost:8000\/reset\/[\w-]{43}$/m);
  assertStringIncludes(mail.text, "works once, for one hour");
  assertStringIncludes(mail.text, "If it was not you, there is nothing to do");
  assertFalse(mail.text.includes("!"));
});

const LIFETIMES: [seconds: string, words: string][] = [
  ["1", "one second"],
  ["60", "one minute"],
  ["1800", "30 minutes"],
  ["7200", "2 hours"],
];

for (const [RESET_LIFETIME, words] of LIFETIMES) {
  Deno.test(`a link of ${RESET_LIFETIME} seconds holds for ${words}`, async () => {
    await using app = await testApp({ RESET_LIFETIME });
    await app.person("Ada");
    await askForReset(app, ADA);
    assertStringIncludes((await app.mails())[0]!.text, `The link works once, for ${words}.`);
  });
}

Deno.test("the answer, and all that is done before it, is the same for any address", async () => {
  await using app = await testApp();
  await app.person("Ada");
  await app.person("Bo");
  await switchOff(app, "Bo");
  const background = holdBackground(app);
  const before = await contents(app);
  const pages = new Set<string>();
  for (const email of [ADA, "bo@example.org", "nobody@example.org", "odd@x"]) {
    const visitor = app.visitor();
    const asked = await visitor.submit("/forgot", { email });
    assertEquals([asked.status, asked.text], [303, ""]);
    const { text } = await visitor.get(asked.headers.get("location")!);
    assertStringIncludes(text, "If there is an account with this address, a mail");
    pages.add(text.replace(/(nonce|csrf_token" value)="[^"]+"/g, ""));
  }
  assertEquals(pages.size, 1);
  assertEquals(await contents(app), before);
  assertEquals(background.names(), ["reset", "reset", "reset", "reset"]);
  background.release();
  assertEquals((await app.mails()).map(({ to }) => to), [ADA]);
});

const IMPOSSIBLE: [what: string, email: string, message: string][] = [
  ["no address", " ", "Please enter your email address."],
  ["what is no address", "ada", "does not look like an email"],
  ["two addresses", `${ADA},eve@example.org`, "does not look like an email"],
  ["an address with a line break", `${ADA}\nBcc: eve@example.org`, "does not look like an email"],
];

for (const [what, email, message] of IMPOSSIBLE) {
  Deno.test(`${what} is refused beside its field`, async () => {
    await using app = await testApp();
    await app.person("Ada");
    const { status, text } = await app.visitor().submit("/forgot", { email });
    assertEquals(status, 422);
    assertStringIncludes(text, message);
    assertEquals(await app.mails(), []);
  });
}

Deno.test("nobody's mailbox can be flooded: the sixth mail within an hour is not sent, and nobody is told", async () => {
  await using app = await testApp();
  await app.person("Ada");
  for (let i = 0; i < 7; i++) {
    const asked = await app.visitor().submit("/forgot", { email: ADA });
    assertEquals(asked.headers.get("location"), "/forgot?sent");
  }
  assertEquals((await app.mails()).length, 5);
});

Deno.test("who asks for one address after the other is told to wait, and how long", async () => {
  await using app = await testApp();
  for (let i = 0; i < 40; i++) await app.visitor().submit("/forgot", { email: `a${i}@x.example` });
  const refused = await app.visitor().submit("/forgot", { email: "one-more@x.example" });
  assertEquals([refused.status, refused.headers.get("retry-after")], [429, "3600"]);
  assertStringIncludes(refused.text, "Please try again in one hour.");
  assertStringIncludes(refused.text, 'value="one-more@x.example"');
});

Deno.test("a server that sends no mail says so, and whom to ask", async () => {
  await using app = await testApp({ ORIGIN: "https://book.example" });
  await app.person("Ada");
  const visitor = app.visitor();
  const { status, text } = await visitor.get("/forgot");
  assertEquals(status, 200);
  assertStringIncludes(text, "This server sends no mail");
  assertStringIncludes(text, "ask the people who run https://book.example");
  assertFalse(text.includes('name="email"'));
  const asked = await visitor.submit("/login", { email: ADA }, "/forgot");
  assertEquals([asked.status, asked.headers.get("location")], [303, "/forgot"]);
  await app.background.idle();
  assertEquals(await app.db.selectFrom("one_time_tokens").selectAll().execute(), []);
});

Deno.test("who is signed in and has forgotten the password may ask, too", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"), { remember: true });
  assertStringIncludes((await ada.get("/forgot")).text, `value="${ADA}"`);
  assertEquals((await ada.submit("/forgot", { email: ADA })).status, 303);
  assertMatch(await linkTo(app, ADA), /\/reset\//);
});

Deno.test("by whatever name the server is called, its links lead to its first origin", async () => {
  await using app = await testApp();
  await app.person("Ada");
  const origins = ["http://localhost:8000", "http://127.0.0.1:8000"] as const;
  for (const origin of origins) {
    const visitor = Object.assign(app.visitor(), { origin });
    assertEquals((await visitor.submit("/forgot", { email: ADA })).status, 303);
  }
  const mails = await app.mails();
  assertEquals(mails.length, 2);
  for (const { text } of mails) {
    assertEquals(text.match(/https?:\/\/[^/\s]+/g), ["http://localhost:8000"]);
  }
});

Deno.test("nobody brings words or addresses of their own into a mail to somebody else", async () => {
  await using app = await testApp();
  await app.person("Ada");
  const eve = app.visitor("Win a prize at www.evil.example/1.0 (today)");
  await eve.submit("/forgot", { email: ADA });
  const [mail] = await app.mails();
  assertFalse(/evil|prize/.test(mail!.text), mail!.text);
});
