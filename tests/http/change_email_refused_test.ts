import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { requestEmailChange } from "@/lib/auth/mod.ts";
import { testApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";

const NEW = "ada@elsewhere.example";
const DEVICE = { userAgent: FIREFOX, address: "10.0.0.1" };

const REFUSED: [what: string, email: string, message: string][] = [
  ["no address", "", "Please enter your email address."],
  ["what is no address", "ada", "This does not look like an email address."],
  ["the address that it has", " ADA@example.org", "the address that your account has already"],
];

for (const [what, email, message] of REFUSED) {
  Deno.test(`an account does not move to ${what}`, async () => {
    await using app = await testApp();
    const asked = await requestEmailChange(app, await app.person("Ada"), email, DEVICE);
    assert(!asked.ok);
    assertStringIncludes(asked.error, message);
    assertEquals(await app.mails(), []);
  });
}

Deno.test("where no mail is sent, no address can be proven, and that is said", async () => {
  await using app = await testApp({ ORIGIN: "https://book.example" });
  const asked = await requestEmailChange(app, await app.person("Ada"), NEW, DEVICE);
  assert(!asked.ok);
  assertStringIncludes(asked.error, "This server sends no mail");
});

Deno.test("who asks for one address after the other is told to wait; one address gets five mails an hour", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  for (let i = 0; i < 7; i++) {
    assertEquals(await requestEmailChange(app, ada, NEW, DEVICE), { ok: true });
  }
  assertEquals((await app.mails()).filter(({ to }) => to === NEW).length, 5);
  for (let i = 0; i < 39; i++) await requestEmailChange(app, ada, `a${i}@x.example`, DEVICE);
  const refused = await requestEmailChange(app, ada, "one@more.example", DEVICE);
  assert(!refused.ok);
  assertStringIncludes(refused.error, "Please try again in one hour.");
});
