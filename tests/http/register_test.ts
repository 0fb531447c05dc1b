import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { MAX_REGISTRATIONS, waitToRegister } from "@/lib/auth/accounts/registration_limit.ts";
import { testApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";
import { PASSWORD } from "../support/visitor.ts";

const ADA = { name: "Ada", email: "ada@example.org", password: PASSWORD };

Deno.test("a new account keeps the name as typed and the email in its one spelling", async () => {
  await using app = await testApp();
  const fields = { ...ADA, name: "  Ada  Lovelace ", email: " Ada@Example.ORG " };
  assertEquals((await app.visitor().submit("/register", fields)).status, 303);
  const user = await app.db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
  assertEquals([user.name, user.email, user.role], ["Ada  Lovelace", "ada@example.org", "user"]);
  assertStringIncludes(user.password_hash, "$argon2id$v=19$m=19456,t=2,p=1$");
});

const REFUSED: [what: string, fields: Partial<typeof ADA>, message: string][] = [
  ["no name", { name: "  " }, "Please enter your name."],
  ["a name without end", { name: "a".repeat(101) }, "at most 100 characters"],
  ["no email", { email: "" }, "Please enter your email address."],
  ["something else than an email", { email: "ada" }, "does not look like an email"],
  ["two emails", { email: "a@b.example,c@d.example" }, "does not look like an email"],
  ["an email with what nobody sees", { email: "a\u200bda@example.org" }, "does not look like"],
  ["an email that is shown backwards", { email: "ada\u202e@example.org" }, "does not look like"],
  ["an email with a line break", { email: "a@b.example\nBcc: x@y.example" }, "does not look like"],
  ["a short password", { password: "short" }, "at least 12 characters"],
  ["a password made of the name", { password: "ada-ada-ada-1815" }, "made of your name"],
];

for (const [what, fields, message] of REFUSED) {
  Deno.test(`${what} is refused beside its field, and what was typed stays`, async () => {
    await using app = await testApp();
    const { status, text } = await app.visitor().submit("/register", { ...ADA, ...fields });
    assertEquals(status, 422);
    assertStringIncludes(text, message);
    if (fields.name === undefined) assertStringIncludes(text, 'value="Ada"');
    assertFalse(text.includes(fields.password ?? PASSWORD));
    assertEquals(await app.db.selectFrom("users").selectAll().execute(), []);
  });
}

Deno.test("of many who register one email at once, one wins", async () => {
  await using app = await testApp();
  const emails = Array.from(
    { length: 20 },
    (_, index) => index % 2 ? "ada@x.example" : "ADA@X.example",
  );
  const answers = await Promise.all(
    emails.map((email) => app.visitor().submit("/register", { ...ADA, email })),
  );
  assertEquals(answers.filter(({ status }) => status === 303).length, 1);
  const losers = answers.filter(({ status }) => status === 422);
  assertEquals(losers.length, 19);
  assertStringIncludes(losers[0]!.text, "already an account with this email");
  assertEquals((await app.db.selectFrom("users").selectAll().execute()).length, 1);
});

Deno.test("a new account is in its own history, with the browser that made it", async () => {
  await using app = await testApp();
  await app.visitor(FIREFOX).submit("/register", ADA);
  const events = await app.db.selectFrom("events").select(["type", "user_agent"])
    .orderBy("type").execute();
  assertEquals(events, [
    { type: "registered", user_agent: FIREFOX },
    { type: "signed_in", user_agent: FIREFOX },
  ]);
});

Deno.test("an account is made at once even where mails are asked for too often", async () => {
  await using app = await testApp();
  for (let i = 0; i < 40; i++) await app.visitor().submit("/forgot", { email: `a${i}@x.example` });
  const made = await app.visitor().submit("/register", ADA);
  assertEquals([made.status, made.headers.get("location")], [303, "/appointments"]);
  assertEquals(await app.mails(), []);
});

Deno.test("closed registration is offered nowhere, says so, and makes no account", async () => {
  await using app = await testApp({ REGISTRATION: "closed" });
  const visitor = app.visitor();
  for (const path of ["/", "/login"]) {
    assertFalse((await visitor.get(path)).text.includes('href="/register"'), path);
  }
  const page = await visitor.get("/register");
  assertEquals(page.status, 403);
  assertStringIncludes(page.text, "You cannot create an account here yourself.");
  assertEquals((await visitor.submit("/login", ADA, "/register")).status, 403);
  assertEquals(await app.db.selectFrom("users").selectAll().execute(), []);
});

Deno.test("a name full of markup is a name", async () => {
  await using app = await testApp();
  const ada = app.visitor();
  await ada.submit("/register", { ...ADA, name: '<img src=x onerror="alert(1)">' });
  const { text } = await ada.get("/");
  assertStringIncludes(text, "&lt;img src=x onerror=");
  assertFalse(text.includes("<img src=x"));
});

for (const REGISTRATION of ["open", "confirm"]) {
  Deno.test(`from one network come so many registrations an hour, and no more, where they are ${REGISTRATION}, so that hashing them keeps nobody out`, async () => {
    await using app = await testApp({ REGISTRATION, TRUST_PROXY: "on" });
    const here = Object.assign(app.visitor(), { address: "2001:db8::1" });
    const elsewhere = Object.assign(app.visitor(), { address: "192.0.2.1" });
    for (let i = 0; i < MAX_REGISTRATIONS; i++) {
      const wait = await waitToRegister(app, { address: `2001:db8::${i}`, userAgent: "" });
      assertEquals(wait, null);
    }
    const { status, headers, text } = await here.submit("/register", ADA);
    assertEquals(status, 429);
    const wait = Number(headers.get("retry-after"));
    assert(wait > 0 && wait <= 3600);
    assertStringIncludes(text, "Many accounts were asked for from your network");
    assertStringIncludes(text, 'value="ada@example.org"');
    assertEquals((await elsewhere.register("Bo")).status, 303);
    app.wait(wait);
    assertEquals((await here.submit("/register", ADA)).status, 303);
  });
}
