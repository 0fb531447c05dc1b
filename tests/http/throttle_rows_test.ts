import { assert, assertEquals } from "@std/assert";
import { sweepThrottles } from "@/lib/auth/passwords/throttle.ts";
import { ADA, atProxy, fail, from } from "../support/throttles.ts";

Deno.test("neither emails nor addresses stand among the failures", async () => {
  await using app = await atProxy();
  await fail(from(app, "192.0.2.1"), 1);
  await fail(from(app, "192.0.2.1"), 1, "my secret password");
  const rows = await app.db.selectFrom("throttles").selectAll().execute();
  assertEquals(rows.length, 2);
  assert(!/ada|secret|192/.test(JSON.stringify(rows)));
});

Deno.test("what failed while the clock was wrong keeps nobody out once it is right", async () => {
  const YEAR = 365 * 86_400;
  await using app = await atProxy();
  app.wait(YEAR);
  await fail(from(app, "192.0.2.1"), 11);
  for (let i = 0; i < 5; i++) await app.visitor().submit("/forgot", { email: ADA });
  app.wait(-YEAR);
  assertEquals((await from(app, "192.0.2.1").login(ADA)).status, 303);
  const before = (await app.mails()).length;
  await app.visitor().submit("/forgot", { email: ADA });
  assertEquals((await app.mails()).length, before + 1);
  await fail(from(app, "192.0.2.1"), 1);
  await sweepThrottles(app);
  const rows = await app.db.selectFrom("throttles").select("failed_at").execute();
  assertEquals(rows.filter(({ failed_at }) => failed_at > app.clock()), []);
});
