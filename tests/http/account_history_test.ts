import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";
import { PASSWORD } from "../support/visitor.ts";

Deno.test("the history tells in plain words what happened, the newest first, on the person's clocks", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  await app.db.updateTable("users").set({ time_zone: "Asia/Tokyo" }).execute();
  const ada = app.visitor(FIREFOX);
  await app.visitor().login(user.email, "not her password at all");
  app.wait(60);
  await ada.login(user.email, PASSWORD, { remember: "on" });
  const { status, text } = await ada.get("/account/history");
  assertEquals(status, 200);
  const events = [...text.matchAll(/<li ?><p dir="auto">([^<]*)<\/p>.*?<time[^>]*>([^<]*)</g)];
  assertEquals(events.map(([, words, when]) => `${when}: ${words}`), [
    "21 November 2026 at 17:16: Signed in with Firefox on Linux, a new device, to stay signed in.",
    "21 November 2026 at 17:15: A wrong password was tried.",
  ]);
});

Deno.test("the history does not tell from where a stranger tried", async () => {
  await using app = await testApp({ TRUST_PROXY: "on" });
  const user = await app.person("Ada");
  const stranger = app.visitor("Nosy/1.0 (198.51.100.66)");
  const { text: form } = await stranger.get("/login");
  const [, csrf_token = ""] = /name="csrf_token" value="([^"]+)"/.exec(form)!;
  await stranger.post("/login", { csrf_token, email: user.email, password: "x".repeat(12) }, {
    ...{ origin: stranger.origin, "sec-fetch-site": "same-origin" },
    "x-forwarded-for": "198.51.100.66",
  });
  const ada = await app.visitor().as(user);
  const { text } = await ada.get("/account/history");
  assertStringIncludes(text, "A wrong password was tried.");
  assertFalse(/198\.51\.100\.66|Nosy/.test(text));
});

Deno.test("a long history is read page by page, and each page leads to the next", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const rows = Array.from({ length: 70 }, (_, index) => ({
    ...{ id: crypto.randomUUID(), user_id: user.id, type: "profile_changed", at: index },
    ...{ user_agent: "", address: "", details: JSON.stringify({ fields: `No. ${index}` }) },
  }));
  await app.db.insertInto("events").values(rows).execute();
  const ada = await app.visitor().as(user);
  const found: string[] = [];
  let path: string | undefined = "/account/history";
  for (let pages = 0; path && pages < 9; pages++) {
    const { text }: { text: string } = await ada.get(path);
    found.push(...[...text.matchAll(/No\. (\d+)/g)].map(([, number]) => number!));
    path = /href="([^"]+\?before=[^"]+)"/.exec(text)?.[1];
  }
  assertEquals(found, rows.map((_, index) => `${index}`).reverse());
});

Deno.test("what is in the history stays text", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const details = JSON.stringify({ name: "<b>Phone</b>", scope: "read" });
  await app.db.insertInto("events").values({
    ...{ id: crypto.randomUUID(), user_id: user.id, type: "token_created", at: 0, details },
    ...{ user_agent: "<i>x</i>", address: "<u>1</u>" },
  }).execute();
  const { text } = await (await app.visitor().as(user)).get("/account/history");
  assertMatch(text, /API token “&lt;b>Phone&lt;\/b>” made to read/);
  assertFalse(/<b>Phone|<i>x|<u>1/.test(text));
});

Deno.test("nobody reads another's history", async () => {
  await using app = await testApp();
  const [ada, bo] = [await app.person("Ada"), await app.person("Bo")];
  await (await app.visitor().as(ada)).get("/account/export.json");
  const { text } = await (await app.visitor().as(bo)).get("/account/history");
  assertFalse(text.includes("Data exported"));
  const stranger = await app.visitor().get("/account/history");
  assertEquals(stranger.headers.get("location"), "/login?next=%2Faccount%2Fhistory");
});
