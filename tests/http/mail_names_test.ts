import { assertEquals, assertFalse } from "@std/assert";
import { testApp } from "../support/app.ts";
import { PASSWORD } from "../support/visitor.ts";

const ADVERTISEMENT = "You have won, go to evil.example";

Deno.test("with another's address and an advertisement as a name, nobody can have it mailed to them", async () => {
  await using app = await testApp();
  const eve = app.visitor();
  await eve.register(ADVERTISEMENT, "ada@example.org");
  await eve.submit("/forgot", { email: "ada@example.org" });
  const token = { name: ADVERTISEMENT, scope: "read", expires: "7", action: "create" };
  await eve.submit("/account/tokens", token);
  const profile = { name: ADVERTISEMENT, time_zone: "UTC", email: "eve@example.org" };
  await eve.submit("/account/profile", profile);
  const bo = await app.visitor().as(await app.person("Bo"));
  await bo.submit("/account/profile", { ...profile, name: "Bo", email: "ada@example.org" });
  await eve.submit("/account/delete", { sure: "on" });
  await app.visitor().login("ada@example.org", PASSWORD);
  const mails = (await app.mails()).filter(({ to }) => to === "ada@example.org");
  assertEquals(mails.map(({ subject }) => subject).sort(), [
    "A new API token was made",
    "Choose a new password",
    "New sign-in to your account",
    "Please confirm your email address",
    "Somebody asked for your email address",
    "Somebody wants to change your email address",
    "Your account will be deleted",
  ]);
  for (const { subject, text } of mails) assertFalse(text.includes("evil"), subject);
});
