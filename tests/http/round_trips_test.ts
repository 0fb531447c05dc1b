/**
 * How often a page asks the database. In a file that costs microseconds, on a server elsewhere each time is a way there and
 * back: so once for the session and its user, and once for what the page shows.
 *
 * What is written now and then comes on top of it: that a login was seen (once a minute), or a new device is told of. So
 * does what only some pages have: a second look for an empty list, a search in the index before the list, a count where more
 * than ten overlap.
 */
import { assertEquals, assertMatch } from "@std/assert";
import { LIST, program } from "../support/api.ts";
import { testApp } from "../support/app.ts";
import { at } from "../support/book.ts";
import { bookApp } from "../support/book_app.ts";
import { roundTripsOf, statementsOf } from "../support/statements.ts";

/** Thirty that are to come and three that are over, some at the same time as others. */
const BOOK = [
  ...Array.from({ length: 30 }, (_, i) => at(`Number ${i}`, i + 1, i < 5 ? { startsAt: 0 } : {})),
  ...[-2, -3, -4].map((hours) => at("Over", hours)),
];

const SESSION = /from "sessions" inner join "users"/;

/** A page, and how often it asks for its own data. */
const PAGES: Record<string, number> = {
  "/": 1,
  "/appointments": 1,
  "/appointments?when=past": 1,
  "/appointments/week": 1,
  "/appointments/month": 1,
  "/appointments/ID": 1,
  "/appointments/ID/edit": 1,
  "/appointments/ID/delete": 1,
  "/appointments/new": 0,
  "/appointments/new?copy=ID": 1,
  "/account": 0,
  "/account/profile": 0,
  "/account/tokens": 1,
  "/account/calendar": 1,
  "/account/history": 1,
  "/confirm": 0,
  "/presence": 0,
};

for (const [path, own] of Object.entries(PAGES)) {
  Deno.test(`${path} asks once who it is for, and ${own === 1 ? "once" : "never"} for its data`, async () => {
    const { app, ada } = await bookApp(BOOK);
    await using _ = app;
    const { text } = await ada.get("/appointments");
    const id = /\/appointments\/([\w-]{36})/.exec(text)![1]!;
    const address = path.replace("ID", id);
    const statements = await statementsOf(async () => {
      assertEquals((await ada.get(address)).status, 200);
    });
    assertMatch(statements[0]!, SESSION);
    assertEquals(statements.length, 1 + own, statements.join("\n"));
    assertEquals(await roundTripsOf(() => ada.get(address)), 1 + own);
  });
}

for (const path of [LIST, `${LIST}?from=2026-11-21T00:00Z`, `${LIST}/ID`, "/api/me"]) {
  Deno.test(`${path} asks once whose token it is, and at most once for its data`, async () => {
    const { app, ada, user } = await bookApp(BOOK);
    await using _ = app;
    const { text } = await ada.get("/appointments");
    const id = /\/appointments\/([\w-]{36})/.exec(text)![1]!;
    const api = await program(app, user);
    const address = path.replace("ID", id);
    assertEquals((await api.get(address)).status, 200);
    assertEquals(await roundTripsOf(() => api.get(address)), path === "/api/me" ? 1 : 2);
  });
}

Deno.test("a page for visitors who are not signed in, and a file, ask for nothing", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.get("/login"); // so that there is a session
  const paths = ["/", "/login", "/register", "/forgot", "/lab", "/presence", "/nothing", "/theme"];
  for (const path of [...paths, "/styles.css", "/appointments", "/healthz"]) {
    assertEquals(await statementsOf(() => visitor.get(path)), [], path);
    assertEquals(await statementsOf(() => app.visitor().get(path)), [], `${path} for a newcomer`);
  }
});

Deno.test("a file asks for nothing, whoever is signed in", async () => {
  const { app, ada } = await bookApp();
  await using _ = app;
  assertEquals(await roundTripsOf(() => ada.get("/styles.css")), 0);
});
