import { assertEquals } from "@std/assert";
import { keepRenewed } from "@/lib/auth/logins/resume.ts";
import { type TestApp, testApp } from "../support/app.ts";
import type { Client } from "../support/client.ts";
import { PASSWORD } from "../support/visitor.ts";

const NEW = "quite another one now";

const RENEWALS: Record<string, (visitor: Client) => Promise<{ status: number }>> = {
  "the password is typed once more": (visitor) => visitor.confirm(),
  "the password is changed": (visitor) =>
    visitor.submit("/account/password", { current_password: PASSWORD, password: NEW }),
};

/** Ada, and a tab whose cookies are those of a moment before she did something in another one. */
async function tabs(app: TestApp, renew: (visitor: Client) => Promise<{ status: number }>) {
  const ada = await app.visitor().as(await app.person("Ada"));
  await ada.get("/account");
  const tab = app.visitor();
  for (const [name, value] of ada.cookies) tab.cookies.set(name, value);
  const before = new Map(tab.cookies);
  assertEquals((await renew(ada)).status, 303);
  return { ada, tab, before };
}

for (const [what, renew] of Object.entries(RENEWALS)) {
  Deno.test(`a page that was under way while ${what} leaves the new cookie alone, which leads back to it`, async () => {
    await using app = await testApp();
    const { ada, tab, before } = await tabs(app, renew);
    for (const path of ["/account", "/appointments", "/", "/nothing", "/login"]) {
      assertEquals((await tab.get(path)).headers.getSetCookie(), [], path);
    }
    assertEquals(tab.cookies, before);
    const { headers } = await tab.get("/account?page=2");
    const back = await ada.get(headers.get("location")!); // in a browser, tabs have their cookies in common
    assertEquals(back.headers.get("location"), "/account?page=2");
    assertEquals(await ada.name(), "Ada");
  });
}

Deno.test("a browser that never got the new cookie loses the old one a minute later", async () => {
  await using app = await testApp();
  const { tab } = await tabs(app, (visitor) => visitor.confirm());
  app.wait(74);
  assertEquals((await tab.get("/account")).headers.getSetCookie().length, 0);
  app.wait(1);
  assertEquals((await tab.get("/account")).headers.getSetCookie().length, 1);
});

Deno.test("a page that began before the new token and is answered after it does not bring the old one back", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  await ada.session(async (session) => {
    const came = { token: session.get("_login"), at: app.clock(), isKnown: true };
    await keepRenewed(app, session, came);
    assertEquals(session.isLeft, false);
    assertEquals((await ada.confirm()).status, 303);
    app.wait(1);
    await keepRenewed(app, session, came);
    assertEquals(session.isLeft, true);
  });
  assertEquals(await ada.name(), "Ada");
});
