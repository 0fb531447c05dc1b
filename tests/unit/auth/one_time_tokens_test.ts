import { assert, assertEquals, assertFalse, assertMatch, assertNotEquals } from "@std/assert";
import type { User } from "@/lib/auth/mod.ts";
import {
  type Deeds,
  findLink,
  issueToken,
  killTokens,
  type Purpose,
  takeLink,
} from "@/lib/auth/links/one_time_tokens.ts";
import { write } from "@/lib/db/open.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { contents } from "../../support/links.ts";

const PENDING = {
  name: "Bo",
  passwordHash: "$argon2id$",
  timeZone: "Pacific/Auckland",
  browserHash: "",
  tries: 0,
};
const PURPOSES: readonly Purpose[] = ["reset", "verify", "email", "register"];

/** A link of each purpose, as the app makes them for somebody. */
function issue(app: TestApp, purpose: Purpose, user: User): Promise<string> {
  const deeds: Deeds = { reset: {}, verify: {}, email: { from: user.email }, register: PENDING };
  const owner = purpose === "register" ? null : user;
  const email = purpose === "email" ? "new@example.org" : user.email;
  const link = { purpose, user: owner as User, email, deed: deeds[purpose] };
  return write(app.db, (trx) => issueToken(trx, app, link));
}

function take(app: TestApp, token: string, purpose: Purpose) {
  return write(app.db, (trx) => takeLink(trx, app, token, purpose));
}

Deno.test("a token has 256 random bits, and the database does not hold them", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  const token = await issue(app, "reset", ada);
  assertMatch(token, /^[\w-]{43}$/);
  assertNotEquals(await issue(app, "reset", ada), token);
  assertFalse((await contents(app)).includes(token));
  assertFalse(app.lines.join().includes(token));
});

Deno.test("what a link is to bring about cannot be read in the database, nor put there by others", async () => {
  await using app = await testApp();
  const token = await issue(app, "register", await app.person("Ada"));
  assertFalse((await contents(app)).includes(PENDING.timeZone));
  await write(
    app.db,
    (trx) => trx.updateTable("one_time_tokens").set({ sealed: JSON.stringify(PENDING) }).execute(),
  );
  assertEquals(await findLink(app.db, app, token, ["register"]), null);
});

for (const made of PURPOSES) {
  for (const used of PURPOSES) {
    Deno.test(`a link to ${made} is ${made === used ? "" : "not "}good to ${used}`, async () => {
      await using app = await testApp();
      const token = await issue(app, made, await app.person("Ada"));
      const found = await findLink(app.db, app, token, [used]);
      const taken = await take(app, token, used);
      assertEquals(
        [found?.purpose, taken?.purpose],
        made === used ? [made, made] : [undefined, undefined],
      );
    });
  }
}

Deno.test("looking at a link as often as one likes does not use it up; taking it does", async () => {
  await using app = await testApp();
  const token = await issue(app, "reset", await app.person("Ada"));
  for (let i = 0; i < 10; i++) assert(await findLink(app.db, app, token, ["reset"]));
  assert(await take(app, token, "reset"));
  assertEquals(await take(app, token, "reset"), null);
  assertEquals(await findLink(app.db, app, token, ["reset"]), null);
});

Deno.test("of 20 who take one link at once, one gets it", async () => {
  await using app = await testApp();
  const token = await issue(app, "reset", await app.person("Ada"));
  const taken = await Promise.all(Array.from({ length: 20 }, () => take(app, token, "reset")));
  assertEquals(taken.filter((link) => link !== null).length, 1);
});

Deno.test("who takes a link and then fails leaves it as it was", async () => {
  await using app = await testApp();
  const token = await issue(app, "reset", await app.person("Ada"));
  await write(app.db, async (trx) => {
    await takeLink(trx, app, token, "reset");
    throw new Error("the rest went wrong");
  }).catch(() => {});
  assert(await take(app, token, "reset"));
});

const LIFETIMES: [env: Record<string, string>, seconds: number][] = [
  [{}, 3600],
  [{ RESET_LIFETIME: "90" }, 90],
];

for (const [env, seconds] of LIFETIMES) {
  Deno.test(`a link is good for ${seconds} seconds, and not a moment longer`, async () => {
    await using app = await testApp(env);
    const token = await issue(app, "reset", await app.person("Ada"));
    app.wait(seconds - 0.001);
    assert(await findLink(app.db, app, token, ["reset"]));
    app.wait(0.001);
    assertEquals(await findLink(app.db, app, token, ["reset"]), null);
    assertEquals(await take(app, token, "reset"), null);
  });
}

Deno.test("a newer link of one purpose kills the older ones of the same person, and no others", async () => {
  await using app = await testApp();
  const [ada, bo] = [await app.person("Ada"), await app.person("Bo")];
  const older = await issue(app, "reset", ada);
  const others = [
    ["verify", await issue(app, "verify", ada)],
    ["reset", await issue(app, "reset", bo)],
    ["register", await issue(app, "register", ada)],
  ] as const;
  const newer = await issue(app, "reset", ada);
  assertEquals(await findLink(app.db, app, older, ["reset"]), null);
  for (const [purpose, token] of [["reset", newer] as const, ...others]) {
    assert(await findLink(app.db, app, token, [purpose]), purpose);
  }
});

Deno.test("a newer registration of one address kills the older one, and none of another address", async () => {
  await using app = await testApp();
  const [ada, bo] = [await app.person("Ada"), await app.person("Bo")];
  const older = await issue(app, "register", ada);
  const others = await issue(app, "register", bo);
  await issue(app, "register", ada);
  assertEquals(await findLink(app.db, app, older, ["register"]), null);
  assert(await findLink(app.db, app, others, ["register"]));
});

Deno.test("killing somebody's links kills all of theirs, and nobody else's", async () => {
  await using app = await testApp();
  const [ada, bo] = [await app.person("Ada"), await app.person("Bo")];
  const hers = [
    ["reset", await issue(app, "reset", ada)],
    ["verify", await issue(app, "verify", ada)],
    ["email", await issue(app, "email", ada)],
  ] as const;
  const his = await issue(app, "reset", bo);
  await write(app.db, (trx) => killTokens(trx, ada.id));
  for (const [purpose, token] of hers) {
    assertEquals(await findLink(app.db, app, token, [purpose]), null, purpose);
  }
  assert(await findLink(app.db, app, his, ["reset"]));
});

const LOST: [what: string, change: Record<string, string | number>][] = [
  ["whose account has another address now", { email: "ada@elsewhere.example" }],
  ["whose account is switched off", { is_active: 0 }],
];

for (const [what, change] of LOST) {
  for (const purpose of ["reset", "verify", "email"] as const) {
    Deno.test(`a link to ${purpose} ${what} is dead`, async () => {
      await using app = await testApp();
      const token = await issue(app, purpose, await app.person("Ada"));
      await write(app.db, (trx) => trx.updateTable("users").set(change).execute());
      assertEquals(await findLink(app.db, app, token, [purpose]), null);
      assertEquals(await take(app, token, purpose), null);
    });
  }
}

Deno.test("a link outlives a new secret as long as the old one is kept, and not longer", async () => {
  await using app = await testApp();
  const token = await issue(app, "reset", await app.person("Ada"));
  const SECRET_KEY = "another-key-for-tests-only-0123456789";
  const rotated = app.restarted({ SECRET_KEY, SECRET_KEY_FALLBACKS: app.config.secrets[0]! });
  assert(await findLink(app.db, rotated, token, ["reset"]));
  assertEquals(await findLink(app.db, app.restarted({ SECRET_KEY }), token, ["reset"]), null);
});
