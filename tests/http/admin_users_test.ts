import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { NO_DEVICE, setActive } from "@/lib/auth/mod.ts";
import { write } from "@/lib/db/open.ts";
import { withAdmin } from "../support/admins.ts";
import { linkIn } from "../support/listed.ts";

/** The names in the list, from its top. */
function namesIn(html: string): string[] {
  return [...html.matchAll(/href="\/admin\/users\/[\w-]{36}"[^>]*>([^<]*)</g)]
    .map(([, name]) => name!);
}

Deno.test("an admin leafs through all accounts, the newest first", async () => {
  const { app, admin } = await withAdmin();
  await using _ = app;
  for (let number = 0; number < 30; number++) {
    app.wait(1);
    await app.person(`P${String(number).padStart(2, "0")}`);
  }
  const first = (await admin.get("/admin/users")).text;
  assertStringIncludes(first, "32 accounts");
  assertEquals(namesIn(first).length, 25);
  assertEquals(namesIn(first)[0], "P29");
  const second = (await admin.get(linkIn(first, "Older accounts")!)).text;
  assertEquals(namesIn(second), ["P04", "P03", "P02", "P01", "P00", ...namesIn(second).slice(5)]);
  assertEquals(namesIn(second).slice(5).toSorted(), ["Ada", "Grace"]);
  assertEquals(linkIn(second, "Older accounts"), null);
  assertEquals(linkIn(second, "Back to the newest"), "/admin/users");
});

Deno.test("a search goes on over the pages, and what was typed stays in the field", async () => {
  const { app, admin } = await withAdmin();
  await using _ = app;
  for (let number = 0; number < 27; number++) await app.person(`Q&A${number}`);
  const first = (await admin.get("/admin/users?search=q%26a")).text;
  assertStringIncludes(first, 'value="q&amp;a"');
  assertStringIncludes(first, "27 accounts found");
  const second = (await admin.get(linkIn(first, "Older accounts")!)).text;
  assertEquals(namesIn(second).length, 2);
  assertStringIncludes(second, 'value="q&amp;a"');
  const none = (await admin.get("/admin/users?search=%25")).text;
  assertStringIncludes(none, "No account found");
});

Deno.test("the list tells how each account stands, and escapes what people typed", async () => {
  const { app, admin, user } = await withAdmin();
  await using _ = app;
  await setActive(app, { userId: user.id, isActive: false, by: "task", device: NO_DEVICE });
  const changes = { name: "<b>Ada</b>", delete_at: Date.UTC(2026, 11, 3), verified_at: 1 };
  await write(
    app.db,
    (trx) => trx.updateTable("users").set(changes).where("id", "=", user.id).execute(),
  );
  const { text } = await admin.get("/admin/users?search=ada");
  assertStringIncludes(text, "&lt;b>Ada&lt;/b>");
  assertStringIncludes(text, "Switched off · Will be deleted on 3 December 2026");
  assert(!text.includes("not confirmed"));
  const grace = (await admin.get("/admin/users?search=grace")).text;
  assertStringIncludes(grace, "Active · Address not confirmed");
  assertStringIncludes(grace, ">Administrator<");
  assertStringIncludes(grace, "last seen on 21 November 2026");
});
