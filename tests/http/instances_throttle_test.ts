/** Limits hold over all instances of the app, however many tries come at once. */
import { assertEquals } from "@std/assert";
import { MAX_REGISTRATIONS, waitToRegister } from "@/lib/auth/accounts/registration_limit.ts";
import { allowMail } from "@/lib/auth/mails/limit.ts";
import { pairOf, type Source } from "@/lib/auth/passwords/throttle_names.ts";
import { tryPassword } from "@/lib/auth/passwords/tries.ts";
import type { TestApp } from "../support/app.ts";
import { instances, processes } from "../support/instances.ts";
import { build, inNewFolder } from "../support/process.ts";
import { ADA, fail, from } from "../support/throttles.ts";
import { type Answer, tokenIn, type Visitor } from "../support/visitor.ts";

await build();

const HERE = "192.0.2.1";
const device = { userAgent: "", address: HERE };

/** Two instances behind a proxy that tells addresses, and Ada, who has an account. */
async function behindProxy() {
  const all = await instances([{ TRUST_PROXY: "on" }, { TRUST_PROXY: "on" }]);
  await all.apps[0].person("Ada");
  return { all, one: all.apps[0], two: all.apps[1] };
}

/** How many answers told that the password is wrong, how many told nothing, and how many were others. */
function tally(answers: readonly Pick<Answer, "status">[]) {
  const count = (...those: number[]) =>
    answers.filter(({ status }) => those.includes(status)).length;
  const [wrong, untold] = [count(401), count(429, 503)];
  return { wrong, untold, others: answers.length - wrong - untold };
}

/** Tries at once, by turns at each browser. */
async function tries(
  visitors: readonly Visitor[],
  times: number,
  what: (i: number) => { email: string; password: string },
): Promise<Answer[]> {
  const pages = await Promise.all(visitors.map((visitor) => visitor.get("/login")));
  const tokens = pages.map(({ text }) => tokenIn(text)!);
  return await Promise.all(Array.from({ length: times }, (_, i) => {
    const which = i % visitors.length;
    return visitors[which]!.post("/login", { csrf_token: tokens[which]!, ...what(i) });
  }));
}

const wrong = (i: number) => ({ email: ADA, password: `wrong words ${i}` });

Deno.test("throttles: of forty wrong passwords at once over two instances ten are judged", async () => {
  const { all, one, two } = await behindProxy();
  await using _ = all;
  const answers = await tries([from(one, HERE), from(two, HERE)], 40, wrong);
  assertEquals(tally(answers), { wrong: 10, untold: 30, others: 0 });
  const rows = await one.db.selectFrom("throttles").select("failures").execute();
  assertEquals(rows, [{ failures: 10 }]);
});

Deno.test("throttles: of forty wrong passwords at once over two real processes ten are judged", () =>
  inNewFolder(async (folder) => {
    await using all = await processes(folder);
    await all.apps[0].visitor().register("Ada");
    const visitors = all.apps.map((app) => Object.assign(app.visitor(), { address: HERE }));
    const answers = await tries(visitors, 40, wrong);
    assertEquals(tally(answers), { wrong: 10, untold: 30, others: 0 });
    for (const app of all.apps) {
      const late = Object.assign(app.visitor(), { address: HERE });
      assertEquals((await late.login(ADA)).status, 429, "the right one, too");
    }
  }));

/** Has one instance look at a password while tries elsewhere are settled. */
function lookedAtWhile(
  one: TestApp,
  source: Source,
  found: "right" | "wrong",
  meanwhile: () => Promise<unknown>,
) {
  const attempt = { pair: pairOf(one, ADA, source), userId: null, device };
  return tryPassword(one, attempt, async () => {
    await meanwhile();
    return found;
  });
}

for (const found of ["right", "wrong"] as const) {
  Deno.test(`throttles: a ${found} password is not judged where the other instance reached the limit meanwhile`, async () => {
    const { all, one, two } = await behindProxy();
    await using _ = all;
    const source = { kind: "address", id: HERE } as const;
    const refusal = await lookedAtWhile(one, source, found, () => fail(from(two, HERE), 10));
    assertEquals(refusal, { ok: false, why: "throttled", retryAfter: 60 });
    const { failures } = await one.db.selectFrom("throttles").select("failures")
      .executeTakeFirstOrThrow();
    assertEquals(failures, 10, "it harms nobody either");
  });
}

const UNTOUCHED: Record<string, Source> = {
  "a browser that the owner has used": { kind: "device", id: "laptop" },
  "a login that is under way": { kind: "login", id: "login" },
  "a place where nothing failed": { kind: "address", id: "192.0.2.2" },
};

for (const [what, source] of Object.entries(UNTOUCHED)) {
  Deno.test(`throttles: ${what} gets in, though strangers reach the limit at the other instance meanwhile`, async () => {
    const { all, one, two } = await behindProxy();
    await using _ = all;
    assertEquals(await lookedAtWhile(one, source, "right", () => fail(from(two, HERE), 12)), null);
  });
}

Deno.test("throttles: of fifty accounts tried at once from one address over two instances, 39 are judged", async () => {
  const { all, one, two } = await behindProxy();
  await using _ = all;
  const each = (i: number) => ({ email: `p${i}@example.org`, password: "wrong words" });
  const visitors = [from(one, HERE), from(two, HERE)];
  const answers = [
    ...await tries(visitors, 25, each),
    ...await tries(visitors, 25, (i) => each(i + 25)),
  ];
  assertEquals(tally(answers), { wrong: 39, untold: 11, others: 0 });
});

Deno.test("throttles: mails to one address are counted over both instances at once", async () => {
  const { all, one, two } = await behindProxy();
  await using _ = all;
  const to = { address: ADA, source: HERE };
  const leaves = await Promise.all(
    Array.from({ length: 12 }, (_, i) => allowMail(i % 2 ? one : two, "reset", to)),
  );
  assertEquals(leaves.filter((leave) => leave === true).length, 5);
});

Deno.test("throttles: registrations from one network are counted over both instances at once", async () => {
  const { all, one, two } = await behindProxy();
  await using _ = all;
  await waitToRegister(one, device);
  await one.db.updateTable("throttles").set({ failures: MAX_REGISTRATIONS - 10 }).execute();
  const waits = await Promise.all(
    Array.from({ length: 30 }, (_, i) => waitToRegister(i % 2 ? one : two, device)),
  );
  assertEquals(waits.filter((wait) => wait === null).length, 10);
});
