import { assertEquals, assertStringIncludes } from "@std/assert";
import { checkImport, importAccounts, type ImportLine } from "@/lib/auth/mod.ts";
import { hashPassword } from "@/lib/crypto/password_hash.ts";
import { eventsOf } from "../../support/admins.ts";
import { testApp } from "../../support/app.ts";
import { NOW } from "../../support/constants.ts";

const HASH = await hashPassword("long enough for her", { memory: 64, passes: 1, parallelism: 1 });

const check = (fields: ImportLine["fields"]) =>
  checkImport([{
    line: 2,
    fields: { email: "ada@example.org", name: "Ada", password_hash: HASH, ...fields },
  }], NOW);

const FLAGS: [text: string, value: boolean | null][] = [
  ["", true],
  ["True", true],
  ["t", true],
  ["1", true],
  ["YES", true],
  ["False", false],
  [" f ", false],
  ["0", false],
  ["off", false],
  ["maybe", null],
  ["-1", null],
];

for (const [text, value] of FLAGS) {
  Deno.test(`is_active ${JSON.stringify(text)} is ${value ?? "refused"}`, () => {
    const { accounts, problems } = check({ is_active: text });
    assertEquals(accounts[0]?.isActive ?? null, value);
    if (value === null) assertStringIncludes(problems[0]!.why, "is_active");
  });
}

const TIMES: [text: string, instant: string | null][] = [
  ["", new Date(NOW).toISOString()],
  ["2021-03-04", "2021-03-04T00:00:00.000Z"],
  ["2021-03-04 05:06:07.123456", "2021-03-04T05:06:07.123Z"],
  ["2021-03-04T05:06:07Z", "2021-03-04T05:06:07.000Z"],
  ["2021-03-04 05:06:07+02", "2021-03-04T03:06:07.000Z"],
  ["2021-03-04 05:06:07.5-03:30", "2021-03-04T08:36:07.500Z"],
  ["2021-02-30", null],
  ["2026-11-21T08:15:01Z", null],
  ["1969-12-31", null],
  ["yesterday", null],
  ["1614834367", null],
];

for (const [text, instant] of TIMES) {
  Deno.test(`created_at ${JSON.stringify(text)} is ${instant ?? "refused"}`, () => {
    const [account] = check({ created_at: text }).accounts;
    assertEquals(account ? new Date(account.createdAt).toISOString() : null, instant);
  });
}

Deno.test("an address counts as confirmed only where the file says so", () => {
  const found = ["", "true", "no"].map((is_verified) => check({ is_verified }).accounts[0]!);
  assertEquals(found.map(({ isVerified }) => isVerified), [false, true, false]);
});

Deno.test("names lose what cannot be seen, and addresses get their one spelling", () => {
  const { accounts: [account] } = check({ name: " Ada\tB.\n", email: " ADA@Example.org" });
  assertEquals([account!.name, account!.email], ["Ada B.", "ada@example.org"]);
  for (const name of ["", " \u0000\t", "x".repeat(101)]) {
    assertEquals(check({ name }).accounts, [], JSON.stringify(name));
  }
});

const HASHES: [hash: string, isTaken: boolean][] = [
  ["scrypt:32768:8:1$Xk3sQ9wLz0aBcDeF$" + "0".repeat(128), true],
  ["pbkdf2:sha256:600000$Xk3sQ9wLz0aBcDeF$" + "0".repeat(64), true],
  [HASH, true],
  ["", false],
  ["plain text", false],
  ["sha256$salt$" + "0".repeat(64), false],
  ["$2b$12$" + "a".repeat(53), false],
];

for (const [hash, isTaken] of HASHES) {
  Deno.test(`a hash like ${hash.slice(0, 14) || "nothing"}… is ${isTaken ? "taken" : "refused"}`, () => {
    assertEquals(check({ password_hash: hash }).accounts.length, isTaken ? 1 : 0);
  });
}

Deno.test("thousands of accounts are taken in one go, each with a beginning of its history", async () => {
  await using app = await testApp();
  const lines = Array.from({ length: 5000 }, (_, index) => ({
    line: index + 2,
    fields: { email: `p${index}@example.org`, name: `P${index}`, password_hash: HASH },
  }));
  const { accounts } = checkImport(lines, app.clock());
  const options = { skipsExisting: false, isRehearsal: false, timeZone: "UTC" };
  const { isDone, fresh } = await importAccounts(app, accounts, options);
  assertEquals([isDone, fresh.length], [true, 5000]);
  const { id } = await app.db.selectFrom("users").select("id")
    .where("email", "=", "p4999@example.org").executeTakeFirstOrThrow();
  assertEquals(await eventsOf(app, id), [["registered", {}]]);
  const again = await importAccounts(app, accounts.slice(0, 3), options);
  assertEquals([again.isDone, again.fresh.length, again.existing.length], [false, 0, 3]);
});
