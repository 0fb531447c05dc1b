/** How the secret key is replaced where several instances run; CONTRIBUTING says in which steps. */
import { assertEquals } from "@std/assert";
import type { Env } from "@/lib/config.ts";
import { SECRET } from "../support/constants.ts";
import { at, instances } from "../support/instances.ts";

const NEXT = "another-k3y-for-tests-only-0123456789-abcdef";

/** The settings before, between and after, in order. */
const STEPS: readonly Env[] = [
  { SECRET_KEY: SECRET },
  { SECRET_KEY: SECRET, SECRET_KEY_FALLBACKS: NEXT },
  { SECRET_KEY: NEXT, SECRET_KEY_FALLBACKS: SECRET },
  { SECRET_KEY: NEXT },
];

STEPS.slice(1).forEach((after, index) => {
  const before = STEPS[index]!;
  Deno.test(`keys, step ${index + 1}: while one instance is ahead of the other, nobody is signed out by going to and fro`, async () => {
    await using all = await instances([before, after]);
    const [behind, ahead] = all.apps;
    const ada = await behind.visitor().as(await behind.person("Ada"));
    await at(ahead, ada).get("/account");
    for (const app of [behind, ahead, behind, ahead, behind]) {
      assertEquals(await at(app, ada).name(), "Ada");
      assertEquals((await at(app, ada).get("/account")).status, 200);
      all.wait(60);
    }
    const rows = await behind.db.selectFrom("sessions").select("ended_at").execute();
    assertEquals(rows, [{ ended_at: null }]);
  });
});

Deno.test("keys: a form of one instance is taken by the other in the middle of it", async () => {
  await using all = await instances([STEPS[1]!, STEPS[2]!]);
  const [behind, ahead] = all.apps;
  const ada = await behind.visitor().as(await behind.person("Ada"));
  for (const [shown, taken] of [[behind, ahead], [ahead, behind]] as const) {
    const page = await at(shown, ada).get("/account/profile");
    const [, csrf_token] = /name="csrf_token" value="([^"]+)"(?=[^]*name="time_zone")/.exec(
      page.text,
    )!;
    const fields = {
      csrf_token: csrf_token!,
      name: "Ada",
      email: "ada@example.org",
      time_zone: "UTC",
    };
    assertEquals((await at(taken, ada).post("/account/profile", fields)).status, 303);
  }
});

Deno.test("keys: without the step between, an instance that lags behind ends the logins of the new key", async () => {
  await using all = await instances([STEPS[0]!, STEPS[2]!]);
  const [behind, ahead] = all.apps;
  const ada = await behind.visitor().as(await behind.person("Ada"));
  assertEquals(await at(ahead, ada).name(), "Ada");
  await at(ahead, ada).get("/account");
  assertEquals(await at(behind, ada).name(), null);
});
