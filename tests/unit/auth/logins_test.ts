import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { type LoginData, register, startLogin } from "@/lib/auth/mod.ts";
import { Session } from "@/lib/session/mod.ts";
import { testApp } from "../../support/app.ts";
import { NOW } from "../../support/constants.ts";

const DEVICE = {
  remember: false,
  isNewDevice: false,
  device: { userAgent: "Firefox", address: "10.0.0.1" },
};
const ADA = { name: "Ada", email: "ada@example.org", password: "long enough for her" };

Deno.test("a login that takes the place of another ends it", async () => {
  await using app = await testApp();
  const registered = await register(app, { ...ADA, timeZone: "UTC" });
  assert(registered.ok);
  const session = new Session<LoginData>({ open: () => null, assertWritable() {}, keyIds: [] });
  await startLogin(app, session, registered.user, DEVICE);
  const before = session.get("_login");
  app.wait(60);
  await startLogin(app, session, registered.user, DEVICE);
  assertNotEquals(session.get("_login"), before);
  const rows = await app.db.selectFrom("sessions").select(["ended_at", "end_reason"])
    .orderBy("created_at").execute();
  assertEquals(rows, [
    { ended_at: NOW + 60_000, end_reason: "replaced" },
    { ended_at: null, end_reason: null },
  ]);
});
