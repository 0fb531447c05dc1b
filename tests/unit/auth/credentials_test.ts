import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { authenticate, checkPassword, sweepThrottles } from "@/lib/auth/mod.ts";
import { write } from "@/lib/db/open.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { PASSWORD } from "../../support/visitor.ts";

const DEVICE = { userAgent: "", address: "192.0.2.1" };
const ADA = { email: "ada@example.org", password: PASSWORD, device: DEVICE, known: null };
const WRONG = { ...ADA, password: "wrong words" };

/** The password of all of these, as Werkzeug 3.1 keeps it by default. */
const FLASK =
  "scrypt:32768:8:1$kyy43J9QUARKOTUt$6ae3b8c62abdb5ce6233d00b3943defb16775fa5eec1d9a6c4654b258d368add4ac3c8f1aba5a409cd8429664442e1e2b55cef96f83ce535cb04c5498cde5bf4";

async function withAda(more: { password_hash?: string; is_active?: number } = {}) {
  const app = await testApp();
  const ada = await app.person("Ada");
  await write(app.db, (trx) => trx.updateTable("users").set({ name: "Ada", ...more }).execute());
  return { app, ada };
}

async function hashOf({ db }: TestApp): Promise<string> {
  return (await db.selectFrom("users").select("password_hash").executeTakeFirstOrThrow())
    .password_hash;
}

/** The app, and for how long answers were held back. */
function timed(app: TestApp) {
  const slept: number[] = [];
  return { slept, deps: { ...app, sleep: (ms: number) => Promise.resolve(void slept.push(ms)) } };
}

Deno.test("whoever brings a hash from Flask signs in as ever, and has one of today's then", async () => {
  const { app, ada } = await withAda({ password_hash: FLASK });
  await using _ = app;
  assertEquals((await authenticate(app, WRONG)).ok, false);
  assertEquals(await hashOf(app), FLASK);
  assertEquals(await authenticate(app, ADA), { ok: true, user: ada, wasDeleting: false });
  assertStringIncludes(await hashOf(app), "$argon2id$v=19$m=19456,t=2,p=1$");
  assert((await authenticate(app, ADA)).ok);
});

const REFUSED: [what: string, tried: typeof ADA, more?: Parameters<typeof withAda>[0]][] = [
  ["a wrong password", WRONG],
  ["an unknown email", { ...ADA, email: "nobody@example.org" }],
  ["an account that is not active", ADA, { is_active: 0 }],
  ["a wrong password with a hash from Flask", WRONG, { password_hash: FLASK }],
  ["a hash that nobody can read", ADA, { password_hash: "!" }],
];

for (const [what, tried, more] of REFUSED) {
  Deno.test(`${what} is refused after half a second, and counts`, async () => {
    const { app } = await withAda(more);
    await using _ = app;
    const { slept, deps } = timed(app);
    const started = performance.now();
    assertEquals(await authenticate(deps, tried), { ok: false, why: "wrong" });
    const took = performance.now() - started;
    const [rest = 0] = slept; // a busy machine may have taken all the time for the hash
    assert(took + rest >= 500 && rest < 500, `${rest} after ${took}`);
    const [row] = await app.db.selectFrom("throttles").selectAll().execute();
    assertEquals(row!.failures, 1);
  });
}

Deno.test("neither the right password nor a try in a pause is held back", async () => {
  const { app } = await withAda();
  await using _ = app;
  const { slept, deps } = timed(app);
  for (let i = 0; i < 10; i++) await authenticate(app, WRONG);
  assertEquals(await authenticate(deps, ADA), { ok: false, why: "throttled", retryAfter: 60 });
  assert((await authenticate(deps, { ...ADA, device: { ...DEVICE, address: "192.0.2.2" } })).ok);
  assertEquals(slept, []);
});

Deno.test("in a login, tries elsewhere change nothing, and its own tries end in a pause", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const here = { login: { id: "one" }, device: DEVICE };
  for (let i = 0; i < 11; i++) await authenticate(app, WRONG);
  assertEquals(await checkPassword(app, ada, PASSWORD, here), { ok: true });
  for (let i = 0; i < 10; i++) {
    assertEquals(await checkPassword(app, ada, "wrong", here), { ok: false, why: "wrong" });
  }
  const throttled = { ok: false, why: "throttled", retryAfter: 60 } as const;
  assertEquals(await checkPassword(app, ada, PASSWORD, here), throttled);
  const there = { ...here, login: { id: "two" } };
  assertEquals(await checkPassword(app, ada, PASSWORD, there), { ok: true });
  assert((await authenticate(app, { ...ADA, device: { ...DEVICE, address: "192.0.2.2" } })).ok);
});

Deno.test("a password is checked in a login only while the account is active", async () => {
  const { app, ada } = await withAda({ is_active: 0 });
  await using _ = app;
  const here = { login: { id: "one" }, device: DEVICE };
  assertEquals(await checkPassword(app, ada, PASSWORD, here), { ok: false, why: "wrong" });
});

Deno.test("failures that count no more are swept away", async () => {
  const { app } = await withAda();
  await using _ = app;
  await authenticate(app, WRONG);
  app.wait(86_399);
  await authenticate(app, { ...WRONG, email: "nobody@example.org" });
  const count = async () => (await app.db.selectFrom("throttles").selectAll().execute()).length;
  await sweepThrottles(app);
  assertEquals(await count(), 2);
  app.wait(1);
  await sweepThrottles(app);
  assertEquals(await count(), 1);
});
