import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { add, members } from "../support/appointments.ts";
import { ICAL } from "../support/calendar.ts";
import { checkCalendar } from "../support/calendar_lines.ts";
import { switchOff } from "../support/members.ts";
import { ADDRESS_PAGE, makeAddress, stopAddress } from "../support/private_address.ts";
import { tokenIn } from "../support/visitor.ts";

/** Ada and Bo are signed in, and Ada has an address; `program` is one that knows nothing but that. */
async function shared() {
  const { app, ada, bo } = await members();
  const path = await makeAddress(ada);
  const program = app.visitor("Mozilla/5.0 Thunderbird/140.0");
  return { app, ada, bo, path, program };
}

function titles(file: string) {
  checkCalendar(file);
  return new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent")
    .map((event) => event.getFirstPropertyValue("summary"));
}

Deno.test("a program reads the calendar with nothing but its address", async () => {
  const { app, ada, bo, path, program } = await shared();
  await using _ = app;
  await add(ada, { title: "Dentist" });
  await add(bo, { title: "Bo's" });
  const { status, headers, text } = await program.get(path);
  assertEquals(status, 200);
  assertEquals(headers.get("content-type"), "text/calendar; charset=utf-8");
  assertEquals(headers.get("content-disposition"), null);
  assertEquals(headers.get("cache-control"), "private, no-cache");
  assertEquals(headers.get("x-robots-tag"), "noindex");
  assertEquals(titles(text), ["Dentist"]);
  assertMatch(text, /\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n/);
  assertMatch(text, /\r\nNAME:Cloakroom\r\nX-WR-CALNAME:Cloakroom\r\n/);
});

Deno.test("no answer at such an address has to do with a cookie, good or bad", async () => {
  const { app, ada, path, program } = await shared();
  await using _ = app;
  for (const visitor of [program, ada]) {
    for (
      const address of [path, `/calendar/${"A".repeat(43)}.ics`, "/calendar/x", "/calendar/x/y"]
    ) {
      const { headers } = await visitor.get(address);
      assertEquals(headers.getSetCookie(), [], address);
      assertFalse(/cookie/i.test(headers.get("vary") ?? ""), address);
    }
  }
});

Deno.test("it holds what was over up to a year ago, and everything ahead", async () => {
  const { app, ada, path, program } = await shared();
  await using _ = app;
  const days: Record<string, string> = {
    "Long ago": "2025-11-19",
    "A year ago": "2025-11-22",
    "In ten years": "2036-11-21",
  };
  for (const [title, day] of Object.entries(days)) {
    await add(ada, { title, starts_at: `${day}T09:00`, ends_at: `${day}T10:00` });
  }
  assertEquals(titles((await program.get(path)).text), ["A year ago", "In ten years"]);
});

Deno.test("a program that has the newest is told so, and hears of every change", async () => {
  const { app, ada, path, program } = await shared();
  await using _ = app;
  await add(ada);
  const first = await program.get(path);
  const etag = first.headers.get("etag")!;
  assertMatch(etag, /^"[\w-]{43}"$/);
  for (const known of [etag, `"x", ${etag}`, `W/${etag}`, "*"]) {
    const again = await program.get(path, { "if-none-match": known });
    assertEquals([again.status, again.text], [304, ""], known);
    assertEquals(again.headers.get("etag"), etag);
    assertEquals(again.headers.get("cache-control"), "private, no-cache");
  }
  await add(ada, { title: "Another" });
  const changed = await program.get(path, { "if-none-match": etag });
  assertEquals(changed.status, 200);
  assertEquals(titles(changed.text).length, 2);
  assert(changed.headers.get("etag") !== etag);
});

Deno.test("HEAD says the same without the calendar", async () => {
  const { app, path, program } = await shared();
  await using _ = app;
  const got = await program.get(path);
  const asked = await program.send(path, { method: "HEAD" });
  assertEquals([asked.status, asked.text], [200, ""]);
  for (const name of ["content-type", "etag", "cache-control"]) {
    assertEquals(asked.headers.get(name), got.headers.get(name));
  }
});

const WRONG = [
  (path: string) => path.replace(/.\.ics$/, (end) => (end[0] === "A" ? "B" : "A") + ".ics"),
  (path: string) => path.replace(/\.ics$/, "A.ics"),
  (path: string) => path.replace(".ics", ""),
  (path: string) => path.toUpperCase().replace("/CALENDAR", "/calendar").replace("ICS", "ics"),
  () => "/calendar/.ics",
  () => "/calendar/%00.ics",
  () => "/calendar/..%2f.ics",
  () => `/calendar/${"x".repeat(5000)}.ics`,
];

Deno.test("any other address is nobody's, in a line of text", async () => {
  const { app, path, program } = await shared();
  await using _ = app;
  for (const change of WRONG) {
    const { status, headers } = await program.get(change(path));
    assertEquals(status, 404, change(path));
    assertMatch(headers.get("content-type")!, /^text\/plain/, change(path));
  }
});

Deno.test("a stopped address is like one that never was; a new one leaves the old without a calendar", async () => {
  const { app, ada, path, program } = await shared();
  await using _ = app;
  const never = await program.get(`/calendar/${"A".repeat(43)}.ics`);
  const second = await makeAddress(ada);
  const old = await program.get(path);
  assertEquals([old.status, old.text], [404, never.text]);
  assertEquals((await program.get(second)).status, 200);
  await stopAddress(ada);
  assertEquals((await program.get(second)).status, 404);
});

Deno.test("the address of an account that is switched off, or about to go, has no calendar until it is back", async () => {
  const { app, ada, path, program } = await shared();
  await using _ = app;
  await switchOff(app, "Ada");
  assertEquals((await program.get(path)).status, 404);
  await app.db.updateTable("users").set({ is_active: 1 }).execute();
  assertEquals((await program.get(path)).status, 200);
  assertEquals((await ada.submit("/account/delete", { sure: "on" })).status, 303);
  assertEquals((await program.get(path)).status, 404);
  await app.visitor().login("ada@example.org");
  assertEquals((await program.get(path)).status, 200);
});

Deno.test("nothing can be sent there, with whatever proof", async () => {
  const { app, ada, path, program } = await shared();
  await using _ = app;
  const csrf_token = tokenIn((await ada.get("/appointments/new")).text)!;
  for (const method of ["PUT", "POST", "PATCH", "DELETE"]) {
    assertEquals((await program.send(path, { method })).status, 403);
    const headers = {
      origin: ada.origin,
      "sec-fetch-site": "same-origin",
      "x-csrf-token": csrf_token,
    };
    const { status } = await ada.send(path, { method, headers });
    assert(status === 404 || status === 405, `${method}: ${status}`);
  }
});

Deno.test("the address is written down nowhere but sealed, and in no log", async () => {
  const { app, ada, path, program } = await shared();
  await using _ = app;
  const token = path.slice("/calendar/".length, -".ics".length);
  await program.get(path);
  await ada.get(path);
  await ada.get("/");
  const tables = ["private_addresses", "events", "mails", "kept_forms", "sessions"] as const;
  const rows = await Promise.all(
    tables.map((table) => app.db.selectFrom(table).selectAll().execute()),
  );
  const session = await ada.session((session) => JSON.stringify([...session]));
  const mails = JSON.stringify(await app.mails());
  const places = { session, mails, rows: JSON.stringify(rows), log: app.lines.join("\n") };
  for (const [place, text] of Object.entries(places)) assertFalse(text.includes(token), place);
  assertStringIncludes(places.log, '"route":"/calendar/:token.ics"');
});

Deno.test("a reading is noted, once an hour at most", async () => {
  const { app, ada, path, program } = await shared();
  await using _ = app;
  const lastUsed = async () =>
    (await app.db.selectFrom("private_addresses").selectAll().executeTakeFirstOrThrow())
      .last_used_at;
  assertEquals(await lastUsed(), null);
  await program.get(path);
  const first = app.clock();
  assertEquals(await lastUsed(), first);
  app.wait(3599);
  await program.get(path);
  assertEquals(await lastUsed(), first);
  app.wait(1);
  await program.get(path);
  assertEquals(await lastUsed(), app.clock());
  assertStringIncludes((await ada.get(ADDRESS_PAGE)).text, "last read: 21 November 2026 at");
});
