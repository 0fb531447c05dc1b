import { assertEquals, assertFalse } from "@std/assert";
import { setRole } from "@/lib/auth/mod.ts";
import { testApp } from "../support/app.ts";
import type { Client } from "../support/client.ts";
import { PASSWORD, tokenIn } from "../support/visitor.ts";
import { pause } from "../support/waiting.ts";

const FORM = "application/x-www-form-urlencoded";

/** Sends a form but for its end, which comes when `finish` is called. */
async function hold(visitor: Client, path: string, fields: Record<string, string>) {
  const csrf_token = tokenIn((await visitor.get(path)).text)!;
  const { promise: end, resolve: finish } = Promise.withResolvers<void>();
  const bytes = new TextEncoder().encode(String(new URLSearchParams({ csrf_token, ...fields })));
  const body = new ReadableStream({
    async start(controller) {
      controller.enqueue(bytes.subarray(0, 10));
      await end;
      controller.enqueue(bytes.subarray(10));
      controller.close();
    },
  });
  const headers = { "content-type": FORM, "sec-fetch-site": "same-origin" };
  const answer = visitor.send(path, { method: "POST", headers, body });
  await pause(20); // the app has its beginning by now
  return async () => {
    finish();
    return await answer;
  };
}

Deno.test("a form that was begun by a login which is over when it ends does nothing", async () => {
  await using app = await testApp();
  const person = await app.person("Ada");
  const thief = await app.visitor().as(person);
  const fields = { name: "Way in", scope: "write", expires: "365", action: "create" };
  const finish = await hold(thief, "/account/tokens", fields);
  const owner = await app.visitor().as(person);
  const words = { current_password: PASSWORD, password: "quite another one now" };
  assertEquals((await owner.submit("/account/password", words)).status, 303);
  const { status, text } = await finish();
  assertEquals(status, 403);
  assertFalse(text.includes("clk_"));
  assertEquals(await app.db.selectFrom("api_tokens").select("id").execute(), []);
});

Deno.test("a form that was begun by an administrator who is none when it ends does nothing", async () => {
  await using app = await testApp();
  const device = { userAgent: "", address: "" };
  const [ada, bo] = [await app.person("Ada"), await app.person("Bo")];
  const change = { by: "task", device } as const;
  for (const { id: userId } of [ada, bo]) await setRole(app, { userId, role: "admin", ...change });
  const admin = await app.visitor().as(ada);
  const finish = await hold(admin, `/admin/users/${bo.id}`, { action: "deactivate" });
  await setRole(app, { userId: ada.id, role: "user", ...change });
  assertEquals((await finish()).status, 404);
  const { is_active } = await app.db.selectFrom("users").select("is_active")
    .where("id", "=", bo.id).executeTakeFirstOrThrow();
  assertEquals(is_active, 1);
});
