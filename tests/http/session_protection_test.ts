import { assertEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import { CHROME, FIREFOX, NEWER_FIREFOX } from "../support/browsers.ts";
import { sessionRows } from "../support/members.ts";

/** Ada at Firefox, and a moment later the same cookie with whatever else changed. */
async function moved(env: Record<string, string>, userAgent: string, headers = {}) {
  const app = await testApp({ TRUST_PROXY: "on", ...env });
  const ada = await app.visitor(FIREFOX).as(await app.person("Ada"));
  ada.userAgent = userAgent;
  const devices = await ada.get("/account/sessions", headers);
  const page = await ada.submit("/account/sessions", { others: "end" });
  return { app, ada, devices, page };
}

const toConfirm = "/confirm?next=%2Faccount%2Fsessions";

Deno.test("basic: a login in another kind of browser has to type the password for what is sensitive", async () => {
  const { app, ada, devices, page } = await moved({}, CHROME);
  await using _ = app;
  assertEquals(devices.status, 200, "it goes on otherwise");
  assertEquals(page.headers.get("location"), toConfirm);
  ada.userAgent = FIREFOX;
  const back = await ada.submit("/account/sessions", { others: "end" });
  assertEquals(back.headers.get("location"), toConfirm, "and it stays stale in the first one");
});

Deno.test("strong: a login in another kind of browser ends, and says why", async () => {
  const { app, ada, devices } = await moved({ SESSION_PROTECTION: "strong" }, CHROME);
  await using _ = app;
  assertEquals(devices.status, 303);
  const [row] = await sessionRows(app);
  assertEquals(row!.end_reason, "protection");
  assertStringIncludes(
    (await ada.get("/login")).text,
    "You were signed out because your sign-in turned up in another browser.",
  );
});

Deno.test("off: any browser will do", async () => {
  const { app, page } = await moved({ SESSION_PROTECTION: "off" }, CHROME);
  await using _ = app;
  assertEquals(page.headers.get("location"), "/account/sessions");
});

for (const level of ["basic", "strong"]) {
  Deno.test(`${level}: neither an update of the browser nor another address matters`, async () => {
    const env = { SESSION_PROTECTION: level };
    const { app, page } = await moved(env, NEWER_FIREFOX, { "x-forwarded-for": "203.0.113.9" });
    await using _ = app;
    assertEquals(page.headers.get("location"), "/account/sessions");
  });
}
