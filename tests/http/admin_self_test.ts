import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { findAccount } from "@/lib/auth/mod.ts";
import { adminPerson, withAdmin } from "../support/admins.ts";

Deno.test("the last admin can't be removed, and is told what to do", async () => {
  const { app, admin, adminUser } = await withAdmin();
  await using _ = app;
  const own = `/admin/users/${adminUser.id}`;
  await admin.submit(own, { action: "make-user" });
  assertStringIncludes((await admin.get(own)).text, "Make somebody else an administrator first.");
});

Deno.test("an admin who gives the right back is led to where there is still something to see", async () => {
  const { app, admin, adminUser } = await withAdmin();
  await using _ = app;
  await adminPerson(app, "Other");
  const { headers } = await admin.submit(`/admin/users/${adminUser.id}`, { action: "make-user" });
  assertEquals(headers.get("location"), "/");
  assertStringIncludes((await admin.get("/")).text, "Grace is not an administrator any more.");
  assertEquals((await admin.get("/admin/users")).status, 404);
});

Deno.test("admins can't shut themselves out, even by a form that is not there", async () => {
  const { app, admin, adminUser } = await withAdmin();
  await using _ = app;
  await adminPerson(app, "Other");
  const own = `/admin/users/${adminUser.id}`;
  const { text } = await admin.get(own);
  for (const action of ["deactivate", "end-sessions", "start-reset"]) {
    assert(!text.includes(`value="${action}"`), action);
    await admin.submit(own, { action });
    assertStringIncludes((await admin.get(own)).text, "That is your own account.", action);
  }
  assertEquals(
    (await admin.get(`${own}?action=deactivate`)).text.includes("Switch this"),
    false,
  );
});

Deno.test("two admins who remove each other at the same moment leave one", async () => {
  const { app, admin, adminUser, user, page } = await withAdmin();
  await using _ = app;
  await admin.submit(page, { action: "make-admin" });
  const ada = await app.visitor().as(user);
  const own = `/admin/users/${adminUser.id}`;
  const [first, second] = [await admin.get(page), await ada.get(own)];
  const token = (html: string) =>
    [...html.matchAll(/name="csrf_token" value="([^"]+)"/g)].at(-1)![1]!;
  await Promise.all([
    admin.post(page, { csrf_token: token(first.text), action: "make-user" }),
    ada.post(own, { csrf_token: token(second.text), action: "deactivate" }),
  ]);
  const both = [await findAccount(app.db, user.id), await findAccount(app.db, adminUser.id)];
  assertEquals(both.filter((account) => account!.isAdmin && account!.isActive).length, 1);
});
