/** ASVS 5.0 §6.3, §6.4: ways in, those who guess, and what is sent by mail. */
import { assert, assertEquals, assertFalse } from "@std/assert";
import { LIMIT, MAX_ACCOUNTS } from "@/lib/auth/passwords/throttle_rules.ts";
import { NO_DEVICE, setActive } from "@/lib/auth/mod.ts";
import { promote } from "../../support/admins.ts";
import { program } from "../../support/api.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { askForReset, pathTo, submitAnyway } from "../../support/links.ts";
import { routeFiles } from "../../support/route_files.ts";
import { type Answer, PASSWORD, tokenIn, type Visitor } from "../../support/visitor.ts";

const HOUR = 3600;
const NEW = "harbor violin cloud ten";

/** Tries to sign in from an address on the network. */
async function tryFrom(
  visitor: Visitor,
  address: string,
  email: string,
  password: string,
): Promise<Answer> {
  const forwarded = { "x-forwarded-for": address };
  const csrf_token = tokenIn((await visitor.get("/login", forwarded)).text)!;
  const headers = { ...forwarded, "sec-fetch-site": "same-origin", origin: visitor.origin };
  return await visitor.post("/login", { csrf_token, email, password }, headers);
}

async function failOften(app: TestApp, address: string, email: string, times: number) {
  const visitor = app.visitor();
  for (let time = 0; time < times; time++) {
    const { status } = await tryFrom(visitor, address, email, `guess number ${time}`);
    assertEquals(status, 401, `${email}, ${time}`);
  }
  return visitor;
}

Deno.test("6.3.1: after ten wrong passwords the source has to wait, the right password too", async () => {
  await using app = await testApp({ TRUST_PROXY: "on" });
  const { email } = await app.person("Ada");
  const attacker = await failOften(app, "203.0.113.9", email, LIMIT);
  const { status, headers } = await tryFrom(attacker, "203.0.113.9", email, PASSWORD);
  assertEquals(status, 429);
  const wait = Number(headers.get("retry-after"));
  assert(wait > 0 && wait <= HOUR, `${wait}`);
  app.wait(wait + 1);
  assertEquals((await tryFrom(attacker, "203.0.113.9", email, PASSWORD)).status, 303);
});

Deno.test("6.3.1: nobody can lock somebody else out: elsewhere the right password counts", async () => {
  await using app = await testApp({ TRUST_PROXY: "on" });
  const { email } = await app.person("Ada");
  const owner = app.visitor();
  await tryFrom(owner, "198.51.100.7", email, PASSWORD);
  await owner.logout();
  await failOften(app, "198.51.100.7", email, LIMIT);
  assertEquals((await tryFrom(owner, "198.51.100.7", email, PASSWORD)).status, 303, "known device");
  assertEquals((await tryFrom(app.visitor(), "192.0.2.33", email, PASSWORD)).status, 303);
});

Deno.test("6.3.1: a source that fails at many accounts is refused all others", async () => {
  await using app = await testApp({ TRUST_PROXY: "on" });
  const { email } = await app.person("Ada");
  const attacker = app.visitor();
  for (let account = 0; account < MAX_ACCOUNTS; account++) {
    await tryFrom(attacker, "203.0.113.9", `p${account}@example.org`, "Summer2026!!");
  }
  assertEquals((await tryFrom(attacker, "203.0.113.9", email, PASSWORD)).status, 429);
});

Deno.test("6.3.2: a new app has no account at all, and the usual names open nothing", async () => {
  await using app = await testApp();
  assertEquals(await app.db.selectFrom("users").selectAll().execute(), []);
  for (const name of ["admin", "root", "test"]) {
    for (const email of [name, `${name}@localhost`]) {
      assertEquals((await app.visitor().login(email, name)).status, 401, email);
    }
  }
});

/** Where somebody can come to be somebody; CONTRIBUTING.md says how strong each way is. */
const WAYS_IN = [
  "(guest)/login.tsx",
  "(guest)/register.tsx",
  "(members)/confirm.tsx",
  "(public)/verify/[token].tsx",
];

Deno.test("6.3.4: there are no ways in but those that are documented", async () => {
  const routes = await routeFiles();
  const isWay = ({ text }: { text: string }) => /\b(signIn|startLogin|confirmLogin)\(/.test(text);
  assertEquals(routes.filter(isWay).map(({ file }) => file), WAYS_IN);
});

Deno.test("6.3.4: an account that is not active gets in by no way", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const [ada, byToken] = [await app.visitor().as(user), await program(app, user)];
  const reset = await askForReset(app, user.email);
  await setActive(app, { userId: user.id, isActive: false, by: "task", device: NO_DEVICE });
  assertEquals((await app.visitor().login(user.email)).status, 401, "password");
  assertEquals(await ada.name(), null, "session");
  assertEquals((await byToken.get("/api/me")).status, 401, "token");
  const visitor = app.visitor();
  assertEquals((await submitAnyway(visitor, reset, { password: NEW })).status, 410, "old link");
  const mails = (await app.mails()).length;
  await visitor.submit("/forgot", { email: user.email });
  assertEquals((await app.mails()).length, mails, "new link");
});

Deno.test("6.3.4: whoever guesses while signed in has to wait as well", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"), { remember: true });
  for (let time = 0; time < LIMIT; time++) {
    assertEquals((await ada.confirm(`guess number ${time}`)).status, 401);
  }
  assertEquals((await ada.confirm()).status, 429);
});

Deno.test("6.4.1: what starts an account by mail is random, good once, for an hour, and never a password", async () => {
  await using app = await testApp({ REGISTRATION: "confirm" });
  const ask = async (name: string) => {
    await app.visitor().register(name);
    return await pathTo(app, `${name.toLowerCase()}@example.org`);
  };
  const [first, second, late] = [await ask("Ada"), await ask("Bo"), await ask("Cy")];
  assertEquals(new Set([first, second, late].map((path) => path.length)).size, 1);
  assertEquals(first.split("/")[2]!.length, 43, "256 bits in base64url");
  const complete = (path: string, password = PASSWORD) =>
    submitAnyway(app.visitor(), path, { password });
  assertEquals((await complete(first)).status, 303);
  assertEquals((await complete(first)).status, 410, "good once");
  assertEquals((await complete(second, second.split("/")[2])).status, 401, "no password");
  app.wait(HOUR + 1);
  assertEquals((await complete(late)).status, 410, "good for an hour");
});

Deno.test("6.4.2: no page asks for a hint or a secret question", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  await promote(app, user);
  const ada = await app.visitor().as(user);
  for (const { pattern, group } of await routeFiles()) {
    if (group === "api" || pattern.includes(":")) continue;
    for (const visitor of [ada, app.visitor()]) {
      const { text } = await visitor.get(pattern);
      const names = [...text.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]*)"/g)];
      for (const [, name] of names) assertFalse(/hint|question|answer/i.test(name!), pattern);
    }
  }
});

Deno.test("6.4.3: a forgotten password is replaced by a mailed link, once, within an hour, and signs nobody in", async () => {
  await using app = await testApp();
  const { email } = await app.person("Ada");
  const elsewhere = app.visitor();
  await elsewhere.login(email);
  const late = await askForReset(app, email);
  app.wait(HOUR + 1);
  assertEquals((await app.visitor().get(late)).status, 410, "too late");
  const older = await askForReset(app, email);
  const link = await askForReset(app, email);
  assertEquals((await app.visitor().get(older)).status, 410, "the newest counts");
  const visitor = app.visitor();
  for (let time = 0; time < 2; time++) assertEquals((await visitor.get(link)).status, 200);
  assertEquals((await app.visitor().login(email)).status, 303, "so far the old password counts");
  assertEquals((await visitor.submit(link, { password: NEW })).status, 303);
  assertEquals([await visitor.name(), await elsewhere.name()], [null, null]);
  assertEquals((await submitAnyway(visitor, link, { password: PASSWORD })).status, 410, "once");
  assertEquals((await app.visitor().login(email)).status, 401);
  assertEquals((await app.visitor().login(email, NEW)).status, 303);
});

Deno.test("6.4.3: who asks for a link learns nothing about who has an account", async () => {
  await using app = await testApp();
  const { email } = await app.person("Ada");
  const answers = [];
  for (const address of [email, "nobody@example.org"]) {
    const { status, headers } = await app.visitor().submit("/forgot", { email: address });
    answers.push([status, headers.get("location")]);
  }
  assertEquals(answers[0], answers[1]);
  const rows = JSON.stringify(await app.db.selectFrom("one_time_tokens").selectAll().execute());
  assertFalse(rows.includes((await pathTo(app, email)).split("/")[2]!), "the database has a hash");
});
