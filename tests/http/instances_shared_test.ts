/** What one instance of the app is told, the others know at the next request. */
import { assert, assertEquals, assertFalse } from "@std/assert";
import { adminPerson } from "../support/admins.ts";
import { program } from "../support/api.ts";
import { filledAgain, shownIn } from "../support/forms.ts";
import { at, type Instances, instances } from "../support/instances.ts";
import { openTab, PROFILE, signIn, TYPED } from "../support/late_forms.ts";
import { makeAddress, stopAddress } from "../support/private_address.ts";
import { revoke } from "../support/tokens.ts";
import { ask } from "../support/api.ts";
import { tokenIn } from "../support/visitor.ts";

/** Ada, who is signed in at the first instance. */
async function withAda(all: Instances) {
  const [one, two] = all.apps;
  const user = await one.person("Ada");
  return { one, two, user, ada: await one.visitor().as(user) };
}

Deno.test("a form that came too late at one instance waits at the other", async () => {
  await using all = await instances();
  const { one, two, ada } = await withAda(all);
  const send = await openTab(ada, PROFILE);
  await at(two, ada).logout();
  assertEquals((await send()).status, 403);
  await signIn(at(two, ada));
  const form = filledAgain(await at(two, ada).get(PROFILE));
  assertEquals(shownIn(form!).email, TYPED.email);
  const fields = { ...TYPED, email: "ada@example.org", ...form!.hidden, csrf_token: form!.token };
  assertEquals((await at(two, ada).post(PROFILE, fields)).status, 303);
  assertEquals(filledAgain(await at(one, ada).get(PROFILE)), undefined, "it is taken");
});

Deno.test("a token that is revoked on one instance is refused by the other", async () => {
  await using all = await instances();
  const { one, two, user, ada } = await withAda(all);
  const { token } = await program(one, user);
  const status = async () =>
    (await ask(two, "GET", "/api/me", { headers: { authorization: `Bearer ${token}` } })).status;
  assertEquals(await status(), 200);
  await revoke(at(one, ada));
  assertEquals(await status(), 401);
});

Deno.test("a private address that is stopped on one instance leads nowhere on the other", async () => {
  await using all = await instances();
  const { one, two, ada } = await withAda(all);
  const path = await makeAddress(ada);
  assertEquals((await two.visitor().get(path)).status, 200);
  await stopAddress(at(one, ada));
  assertEquals((await two.visitor().get(path)).status, 404);
});

Deno.test("an open page learns from any instance that its login is over", async () => {
  await using all = await instances();
  const { one, two, ada } = await withAda(all);
  const present = async () => JSON.parse((await at(two, ada).get("/presence")).text).user;
  assert(await present());
  const cookies = new Map(ada.cookies);
  await at(one, ada).logout();
  ada.cookies.clear();
  for (const [name, value] of cookies) ada.cookies.set(name, value);
  assertEquals(await present(), null);
});

Deno.test("of two admins who remove each other at two instances at once, one remains", async () => {
  await using all = await instances();
  const [one, two] = all.apps;
  const people = [await adminPerson(one, "Grace"), await adminPerson(two, "Barbara")];
  const admins = await Promise.all(people.map((user, i) => all.apps[i]!.visitor().as(user)));
  const pages = people.map(({ id }) => `/admin/users/${id}`).reverse();
  const tokens = await Promise.all(
    admins.map(async (admin, i) => tokenIn((await admin.get(pages[i]!)).text)!),
  );
  await Promise.all(
    admins.map((admin, i) =>
      admin.post(pages[i]!, { csrf_token: tokens[i]!, action: "make-user" })
    ),
  );
  const left = await one.db.selectFrom("users").select("name").where("role", "=", "admin")
    .execute();
  assertEquals(left.length, 1);
  const seen = await Promise.all(
    admins.map((admin, i) => at(all.apps[1 - i]!, admin).get("/admin/users")),
  );
  assertEquals(seen.map(({ status }) => status).toSorted(), [200, 404]);
});

Deno.test("a new device is told of once, by whichever instance answers first", async () => {
  await using all = await instances();
  const { one, two, ada } = await withAda(all);
  const phone = two.visitor();
  await phone.login("ada@example.org");
  await two.background.idle();
  const tabs = [one, two, one, two].map((app) =>
    Object.assign(app.visitor(), { cookies: new Map(ada.cookies) })
  );
  const pages = await Promise.all(tabs.map((tab) => tab.get("/account")));
  assertEquals(pages.filter(({ text }) => text.includes("New sign-in to your account")).length, 1);
  assertFalse((await at(two, ada).get("/account")).text.includes("New sign-in"));
});
