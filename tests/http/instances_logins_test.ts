/** Who is signed in, asked at several instances of the app with one database. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { pbkdf2Sync } from "node:crypto";
import { at, type Instances, instances } from "../support/instances.ts";
import type { Client } from "../support/client.ts";
import { PASSWORD } from "../support/visitor.ts";

const NEW = "quite another one now";
const ADA = "ada@example.org";

/** Ada, who has signed in at the first of two instances, in two browsers. */
async function ada(all: Instances) {
  const [one] = all.apps;
  await one.person("Ada");
  const [laptop, phone] = [one.visitor(), one.visitor()];
  await laptop.login(ADA);
  const { id } = await one.db.selectFrom("sessions").select("id").executeTakeFirstOrThrow();
  await phone.login(ADA);
  return { laptop, phone, id };
}

Deno.test("who signs in on one instance is signed in on the other", async () => {
  await using all = await instances();
  const { laptop } = await ada(all);
  const [one, two] = all.apps;
  assertEquals(await at(two, laptop).name(), "Ada");
  assertEquals((await at(two, laptop).get("/appointments")).status, 200);
  await at(two, laptop).logout();
  assertEquals(await at(one, laptop).name(), null);
});

/** What ends a login, and whether it is done in the other browser of the same person. */
const ENDINGS: Record<string, (all: Instances, phone: Client, id: string) => Promise<unknown>> = {
  "is ended from the list of devices": (_, phone, id) =>
    phone.submit("/account/sessions", { session_id: id }),
  "is signed out with everywhere else": (_, phone) =>
    phone.submit("/account/sessions", { others: "on" }),
  "gets another password": (_, phone) =>
    phone.submit("/account/password", { current_password: PASSWORD, password: NEW }),
  "is switched off": ({ apps: [one] }) =>
    one.db.updateTable("users").set({ is_active: 0 }).execute(),
};

for (const [what, end] of Object.entries(ENDINGS)) {
  Deno.test(`who ${what} on one instance is out on the other at the next request`, async () => {
    await using all = await instances();
    const { laptop, phone, id } = await ada(all);
    const there = at(all.apps[1], laptop);
    assertEquals(await there.name(), "Ada");
    await end(all, phone, id);
    const { status, headers } = await there.get("/appointments");
    assertEquals([status, headers.get("location")], [303, "/login?next=%2Fappointments"]);
    assertEquals(await there.name(), null);
  });
}

Deno.test("two who sign in at once, one at each instance, with a password that was hashed elsewhere, are both in", async () => {
  await using all = await instances();
  const [one, two] = all.apps;
  await one.person("Ada");
  const mac = pbkdf2Sync(PASSWORD, "salt", 600_000, 32, "sha256").toString("hex");
  const password_hash = `pbkdf2:sha256:600000$salt$${mac}`;
  await one.db.updateTable("users").set({ password_hash }).execute();
  const both = [one.visitor(), two.visitor()];
  await Promise.all(both.map((visitor) => visitor.login(ADA)));
  assertEquals(await Promise.all(both.map((visitor) => visitor.name())), ["Ada", "Ada"]);
});

Deno.test("a page that another instance answers while a login gets a new token leaves the new cookie alone", async () => {
  await using all = await instances();
  const { laptop } = await ada(all);
  const [one, two] = all.apps;
  await laptop.get("/account");
  const tab = Object.assign(two.visitor(), { cookies: new Map(laptop.cookies) });
  assertEquals((await at(one, laptop).confirm()).status, 303);
  assertEquals((await tab.get("/account")).headers.getSetCookie(), []);
  assertEquals((await tab.get("/presence")).status, 204);
  assertEquals(await at(two, laptop).name(), "Ada");
});

Deno.test("a tab that two new tokens have overtaken, one at each instance, signs nobody out", async () => {
  await using all = await instances();
  const { laptop } = await ada(all);
  const [one, two] = all.apps;
  await laptop.get("/account");
  const tab = Object.assign(two.visitor(), { cookies: new Map(laptop.cookies) });
  await at(two, laptop).confirm();
  await at(one, laptop).confirm();
  assertEquals((await tab.get("/account")).headers.getSetCookie(), []);
  assertEquals(await at(two, laptop).name(), "Ada");
});

Deno.test("of a login that nobody used for a day, two instances at once note one end", async () => {
  await using all = await instances();
  const { laptop } = await ada(all);
  const [one, two] = all.apps;
  all.wait(86_401);
  const copies = [one, two, one, two].map((app) =>
    Object.assign(app.visitor(), { cookies: new Map(laptop.cookies) })
  );
  await Promise.all(copies.map((copy) => copy.get("/account")));
  const ended = await one.db.selectFrom("events").select("details").where("type", "=", "ended")
    .execute();
  assertEquals(ended.length, 1);
  assertStringIncludes(ended[0]!.details, "idle");
});

Deno.test("light or dark, chosen on one instance, is what the other shows", async () => {
  await using all = await instances();
  const { laptop } = await ada(all);
  const [one, two] = all.apps;
  await at(one, laptop).submit("/", { theme: "dark", next: "/" }, "/theme");
  assertStringIncludes((await at(two, laptop).get("/account")).text, 'data-theme="dark"');
});
