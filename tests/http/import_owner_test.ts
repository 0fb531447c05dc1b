/** Whose a calendar file is that waits to be imported, and for how long. */
import { assertEquals, assertFalse } from "@std/assert";
import { members } from "../support/appointments.ts";
import { calendar, event } from "../support/imports.ts";
import { IMPORT, importAll, uploaded } from "../support/uploads.ts";
import type { TestApp } from "../support/app.ts";

const DENTIST = event("UID:dentist", "DTSTART:20261123T083000Z", "SUMMARY:Dentist");

function rows(app: TestApp) {
  return app.db.selectFrom("appointments").selectAll().execute();
}

Deno.test("the same file is everybody's own: names clash with nobody else's", async () => {
  const { app, ada, bo } = await members();
  await using _ = app;
  await importAll(ada, calendar(...DENTIST));
  await importAll(bo, calendar(...DENTIST));
  assertEquals((await rows(app)).length, 2);
});

Deno.test("nobody sees or takes another's file: it is missing like one that never was", async () => {
  const { app, ada, bo } = await members();
  await using _ = app;
  const path = await uploaded(ada, calendar(...DENTIST));
  const [theirs, never] = [await bo.get(path), await bo.get(`${IMPORT}/${crypto.randomUUID()}`)];
  assertEquals([theirs.status, never.status], [404, 404]);
  assertFalse(theirs.text.includes("Dentist"));
  await bo.submit("/appointments/new", {}, path);
  assertEquals(await rows(app), []);
  assertEquals((await ada.get(path)).status, 200);
  assertEquals((await app.visitor().get(path)).status, 303);
});

Deno.test("a file waits for half an hour, sealed, and only the newest three do", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const paths: string[] = [];
  for (let i = 0; i < 4; i++) {
    app.wait(1);
    paths.push(await uploaded(ada, calendar(...DENTIST)));
  }
  const found = await Promise.all(paths.map(async (path) => (await ada.get(path)).status));
  assertEquals(found, [404, 200, 200, 200]);
  const waiting = await app.db.selectFrom("calendar_imports").selectAll().execute();
  assertFalse(JSON.stringify(waiting).includes("Dentist"));
  app.wait(1799);
  assertEquals((await ada.get(paths[3]!)).status, 200);
  app.wait(1);
  assertEquals((await ada.get(paths[3]!)).status, 404);
  await ada.submit("/appointments/new", {}, paths[3]!);
  assertEquals(await rows(app), []);
});
