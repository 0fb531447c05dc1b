import { assert, assertEquals } from "@std/assert";
import { listAccounts } from "@/lib/auth/mod.ts";
import { write } from "@/lib/db/open.ts";
import { type TestApp, testApp } from "../../support/app.ts";

const addAll = async (app: TestApp, names: readonly string[]) => {
  for (const name of names) await app.person(name);
};

const names = async (app: TestApp, search: string) => {
  const { accounts } = await listAccounts(app.db, { search, limit: 50 });
  return accounts.map(({ name }) => name).sort();
};

Deno.test("pages of accounts hold everybody once, also those who were made at the same moment", async () => {
  await using app = await testApp();
  await addAll(app, ["A", "B", "C", "D", "E"]);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await listAccounts(app.db, { after, limit: 2 });
    assertEquals(page.total, 5);
    seen.push(...page.accounts.map(({ name }) => name));
    after = page.next;
  } while (after);
  assertEquals(seen.toSorted(), ["A", "B", "C", "D", "E"]);
});

Deno.test("who joins while somebody leafs through the pages moves nobody to another page", async () => {
  await using app = await testApp();
  for (const name of ["A", "B", "C", "D"]) {
    await app.person(name);
    app.wait(1);
  }
  const first = await listAccounts(app.db, { limit: 2 });
  await app.person("Late");
  const second = await listAccounts(app.db, { limit: 2, after: first.next });
  assertEquals(first.accounts.map(({ name }) => name), ["D", "C"]);
  assertEquals(second.accounts.map(({ name }) => name), ["B", "A"]);
  assertEquals(second.next, null);
});

Deno.test("what is no place in the list is its beginning", async () => {
  await using app = await testApp();
  await addAll(app, ["A", "B"]);
  for (const after of ["", "x", "1.2", "9".repeat(40), "'; DROP TABLE users"]) {
    assertEquals((await listAccounts(app.db, { after, limit: 5 })).accounts.length, 2, after);
  }
});

const FOUND: [search: string, names: string[]][] = [
  ["", ["Ada", "Bo_b", "Per%cent", "Ülkü"]],
  ["  ada ", ["Ada"]],
  ["ADA@EXAMPLE", ["Ada"]],
  ["%", ["Per%cent"]],
  ["_", ["Bo_b"]],
  ["\\", []],
  ["ülkü", ["Ülkü"]],
  ["ÜLKÜ", ["Ülkü"]],
  ["u\u0308lku\u0308", ["Ülkü"]],
  ["nobody", []],
];

for (const [search, expected] of FOUND) {
  Deno.test(`a search for ${JSON.stringify(search)} finds ${expected.join(", ") || "nobody"}`, async () => {
    await using app = await testApp();
    await addAll(app, ["Ada", "Bo_b", "Per%cent", "Ülkü"]);
    assertEquals(await names(app, search), expected);
  });
}

Deno.test("an account tells when it was seen last, on whichever device, and nothing secret", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const unseen = (await listAccounts(app.db, { limit: 5 })).accounts[0]!;
  assertEquals(unseen.seenAt, null);
  await app.visitor().as(user);
  app.wait(60);
  await app.visitor().as(user);
  await write(
    app.db,
    (trx) =>
      trx.updateTable("users").set({ verified_at: 1, delete_at: 2, is_active: 0, role: "admin" })
        .execute(),
  );
  const account = (await listAccounts(app.db, { limit: 5 })).accounts[0]!;
  assertEquals(account, {
    ...unseen,
    isActive: false,
    isAdmin: true,
    isVerified: true,
    deleteAt: 2,
    seenAt: app.clock(),
  });
  assert(!JSON.stringify(account).includes("argon2"));
});
