import { assertEquals, assertStringIncludes } from "@std/assert";
import { withAdmin } from "../support/admins.ts";
import { sessionRows } from "../support/members.ts";

const PATH = "/admin/sessions";

Deno.test("an admin signs everybody out, but for the browser at hand", async () => {
  const { app, admin, user } = await withAdmin();
  await using _ = app;
  const [phone, laptop] = [await app.visitor().as(user), await app.visitor().as(user)];
  const bo = await app.visitor().as(await app.person("Bo"));
  assertEquals((await admin.submit(PATH, {})).status, 422, "nobody does so by mistake");
  assertEquals(await phone.name(), "Ada");
  const { status, headers } = await admin.submit(PATH, { sure: "on" });
  assertEquals([status, headers.get("location")], [303, "/admin/users"]);
  assertStringIncludes((await admin.get("/admin/users")).text, "devices are signed out.");
  const names = await Promise.all([phone, laptop, bo, admin].map((visitor) => visitor.name()));
  assertEquals(names, [null, null, null, "Grace"]);
  const reasons = (await sessionRows(app)).map((row) => row.end_reason);
  assertEquals(reasons.filter((reason) => reason !== "ended_by_admin"), [null], "the admin's own");
  assertStringIncludes((await bo.get("/login")).text, "An administrator signed you out");
});

Deno.test("signing everybody out takes a fresh login", async () => {
  const { app, admin, user } = await withAdmin();
  await using _ = app;
  const phone = await app.visitor().as(user);
  app.wait(3600);
  const { headers } = await admin.submit(PATH, { sure: "on" });
  assertEquals(headers.get("location"), "/confirm?next=%2Fadmin%2Fsessions");
  assertEquals(await phone.name(), "Ada");
});
