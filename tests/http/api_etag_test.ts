import { assert, assertEquals } from "@std/assert";
import { addJson, JSON_DENTIST, LIST, programs } from "../support/api.ts";
import { moveTo, rowsOf } from "../support/appointment_pages.ts";

/** A program with one appointment, and its entity tag. */
async function withOne() {
  const { app, ada } = await programs();
  const made = await addJson(ada);
  const one = `${LIST}/${made.json.id}`;
  const etag = (await ada.get(one)).headers.get("etag")!;
  const put = (title: string, headers: HeadersInit = {}) =>
    ada.send("PUT", one, { ...JSON_DENTIST, title }, headers);
  return { app, ada, made, one, etag, put };
}

Deno.test("an appointment has a strong entity tag, another one after each edit", async () => {
  const { app, ada, made, one, etag, put } = await withOne();
  await using _ = app;
  assert(/^"[^"]+"$/.test(etag));
  assertEquals(made.headers.get("etag"), etag);
  assertEquals((await ada.send("HEAD", one)).headers.get("etag"), etag);
  await put("Dentist");
  assertEquals((await ada.get(one)).headers.get("etag"), etag, "nothing has changed");
  const changed = await put("Barber");
  assertEquals(
    changed.headers.get("etag"),
    null,
    "RFC 9110 §9.3.4: what was sent is not what is kept",
  );
  assert((await ada.get(one)).headers.get("etag") !== etag);
});

Deno.test("who says which version they change is told when it is another one by now", async () => {
  const { app, ada, one, etag, put } = await withOne();
  await using _ = app;
  assertEquals((await put("Barber", { "if-match": etag })).status, 200);
  for (const method of ["PUT", "DELETE"]) {
    const body = method === "PUT" ? { ...JSON_DENTIST, title: "Late" } : undefined;
    const { status, headers, json } = await ada.send(method, one, body, { "if-match": etag });
    assertEquals([status, headers.get("content-type")], [412, "application/problem+json"]);
    assertEquals([json.status, json.title], [412, "Precondition Failed"]);
  }
  assertEquals((await ada.get(one)).json.title, "Barber");
});

Deno.test("of many programs that change one version at once, one does", async () => {
  const { app, etag, put } = await withOne();
  await using _ = app;
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => put(`No ${i}`, { "if-match": etag })),
  );
  const statuses = answers.map(({ status }) => status).sort();
  assertEquals(statuses, [200, 412, 412, 412, 412, 412, 412, 412]);
});

Deno.test("what says the same again is no change, whatever version it is about", async () => {
  const { app, etag, put } = await withOne();
  await using _ = app;
  for (let i = 0; i < 2; i++) {
    assertEquals((await put("Barber", { "if-match": etag })).status, 200);
  }
  assertEquals((await rowsOf(app))[0]!.version, 2);
});

/** A header, and whether it lets the first version be changed. */
const HEADERS: [header: string, holds: boolean][] = [
  ["*", true],
  ['"1"', true],
  ['"7", "1"', true],
  ['"a,b" ,\t"1"', true],
  ['W/"1"', false],
  ['"2"', false],
  ["1", false],
  ['"1', false],
  ['"1" "2"', false],
  ["", false],
  ['""', false],
];

for (const [header, holds] of HEADERS) {
  Deno.test(`If-Match: ${header} ${holds ? "lets a change pass" : "stops a change"}`, async () => {
    const { app, ada, one, put } = await withOne();
    await using _ = app;
    const headers = { "if-match": header };
    assertEquals((await put("Barber", headers)).status, holds ? 200 : 412);
    await app.db.updateTable("appointments").set({ version: 1 }).execute();
    assertEquals((await ada.send("DELETE", one, undefined, headers)).status, holds ? 204 : 412);
  });
}

Deno.test("without a condition a program replaces and deletes whatever is there, for good", async () => {
  const { app, ada, one, put } = await withOne();
  await using _ = app;
  for (const title of ["Barber", "Surgeon"]) assertEquals((await put(title)).status, 200);
  assertEquals((await ada.send("DELETE", one)).status, 204);
  assertEquals(await app.db.selectFrom("deleted_appointments").selectAll().execute(), []);
});

Deno.test("what is wrong is told before the version", async () => {
  const { app, put } = await withOne();
  await using _ = app;
  assertEquals((await put("x".repeat(256), { "if-match": '"9"' })).status, 422);
});

Deno.test("whole days come back as they were, though their owner has moved since", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  const { json } = await addJson(ada, { all_day: true });
  await moveTo(app, "Asia/Tokyo");
  const one = `${LIST}/${json.id}`;
  assertEquals((await ada.send("PUT", one, { ...json, title: "Fair" })).json, {
    ...json,
    title: "Fair",
  });
  const [row] = await rowsOf(app);
  assertEquals(row!.time_zone, "Europe/Berlin");
});

Deno.test("an end beyond what calendar files can name is refused", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  const late = { starts_at: "9999-12-31T09:00Z", ends_at: "9999-12-31T10:00Z" };
  for (const all_day of [true, false]) {
    const { status, json } = await addJson(ada, { ...late, all_day });
    assertEquals([status, Object.keys(json.errors)], [422, ["ends_at"]]);
  }
});
