import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import { add, members } from "../support/appointments.ts";
import { ICAL } from "../support/calendar.ts";
import { withAda } from "../support/members.ts";
import { busyPerson, tablesWith, TRACE } from "../support/traces.ts";

/** Tables with a `user_id` that are not in the file, with the reason. */
const LEFT_OUT: Record<string, string> = {
  deleted_appointments: "their owner has deleted them, and they are gone within minutes",
  calendar_imports: "a file that its owner has at hand, and gone within half an hour",
};

/** Columns that say nothing of a person, or open something. */
const SECRET = ["user_id", "token_hash", "browser_hash", "form_hash", "sealed"];
const INNER = ["no", "search", "form_id"];

Deno.test("the export holds a part for every table that knows people, and explains each", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await busyPerson(app));
  const data = JSON.parse((await ada.get("/account/export.json")).text);
  for (const table of await tablesWith(app, "user_id")) {
    if (table in LEFT_OUT) continue;
    assert(data[table]?.length > 0, `nothing of ${table}`);
    assert(data.about[table]?.length > 0, `no word about ${table}`);
  }
  for (const part of Object.keys(data)) {
    assert(part === "about" || part === "exported_at" || data.about[part], part);
  }
});

Deno.test("the export holds all columns but secrets", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await busyPerson(app));
  const { text } = await ada.get("/account/export.json");
  const data = JSON.parse(text);
  for (const table of await tablesWith(app, "user_id")) {
    if (table in LEFT_OUT) continue;
    const row = await app.db.selectFrom(table as "sessions").selectAll().executeTakeFirst();
    const left = [...SECRET, ...INNER];
    for (const column of Object.keys(row!).filter((name) => !left.includes(name))) {
      assert(column in data[table][0], `${table} without ${column}`);
    }
  }
  assertFalse(/hash"|\$argon2id\$|session hash|token hash|link hash/.test(text));
});

Deno.test("the export tells who one is, with times that people can read", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const { text, headers, status } = await ada.get("/account/export.json");
  assertEquals(status, 200);
  assertEquals(headers.get("content-disposition"), 'attachment; filename="cloakroom.json"');
  assertEquals(headers.get("content-type"), "application/json; charset=utf-8");
  assertEquals(headers.get("cache-control"), "no-store");
  const { profile, exported_at, sessions } = JSON.parse(text);
  assertEquals(exported_at, "2026-11-21T08:15:00.000Z");
  assertEquals([profile.name, profile.email], ["Ada", "ada@example.org"]);
  assertEquals([profile.created_at, profile.delete_at], ["2026-11-21T08:15:00.000Z", null]);
  assertEquals(sessions.length, 1);
});

Deno.test("a form that waits is in the export as it was typed", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"), { remember: true });
  const typed = { name: "Ada", email: "new@example.org", time_zone: "UTC" };
  await ada.submit("/account/profile", typed);
  const { kept_forms } = JSON.parse((await ada.get("/account/export.json")).text);
  assertEquals(kept_forms, [{
    id: kept_forms[0].id,
    path: "/account/profile",
    fields: Object.entries(typed),
    expires_at: "2026-11-21T08:45:00.000Z",
  }]);
});

Deno.test("nothing of others is in the export, neither their data nor from where they tried a password", async () => {
  await using app = await testApp();
  await busyPerson(app);
  const user = await app.person("Ada");
  await app.db.insertInto("events").values({
    ...{ id: crypto.randomUUID(), user_id: user.id, type: "refused", at: 0 },
    ...{ user_agent: TRACE, address: "198.51.100.7", details: '{"why":"wrong"}' },
  }).execute();
  const { text } = await (await app.visitor().as(user)).get("/account/export.json");
  assertFalse(text.includes(TRACE));
  assertFalse(text.includes("198.51.100.7"));
  assertStringIncludes(text, "A wrong password was tried");
});

Deno.test("the calendar holds all appointments, past ones too, and nobody else's", async () => {
  const { app, ada, bo } = await members();
  await using _ = app;
  await add(ada, { title: "Old", starts_at: "2020-01-01T10:00", ends_at: "2020-01-01T11:00" });
  await add(ada, { title: "New" });
  await add(bo, { title: "Bo's" });
  const { text, headers } = await ada.get("/account/export.ics");
  assertEquals(headers.get("content-type"), "text/calendar; charset=utf-8");
  assertEquals(headers.get("content-disposition"), 'attachment; filename="cloakroom.ics"');
  assertEquals(headers.get("cache-control"), "no-store");
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  const titles = events.map((event) => event.getFirstPropertyValue("summary"));
  assertEquals(titles, ["Old", "New"]);
});

Deno.test("each download is noted in the history", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const count = async () =>
    (await app.db.selectFrom("events").selectAll().where("type", "=", "exported").execute()).length;
  await ada.get("/account/export");
  assertEquals(await count(), 0);
  for (const kind of ["json", "ics"]) await ada.get(`/account/export.${kind}`);
  assertEquals(await count(), 2);
});

Deno.test("who is not signed in gets no file", async () => {
  await using app = await testApp();
  for (const kind of ["json", "ics"]) {
    const { status, headers } = await app.visitor().get(`/account/export.${kind}`);
    assertEquals(status, 303);
    assertMatch(headers.get("location")!, /^\/login\?next=/);
  }
});

Deno.test("the page leads to both files, and the name in the header to the page", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const { text } = await ada.get("/account/export");
  for (const path of ["/account/export.json", "/account/export.ics", "/account"]) {
    assertStringIncludes(text, `href="${path}"`);
  }
  assertEquals(await ada.name(), "Ada");
  const overview = await ada.get("/account");
  assertEquals(overview.status, 200);
  for (const page of ["profile", "password", "sessions", "tokens", "history", "export", "delete"]) {
    assertStringIncludes(overview.text, `href="/account/${page}"`);
  }
});
