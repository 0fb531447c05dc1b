import { assert, assertEquals, assertFalse } from "@std/assert";
import { sql } from "kysely";
import { write } from "@/lib/db/open.ts";
import { add } from "../support/appointments.ts";
import { onFile, type Scene } from "../support/file_scene.ts";
import { PASSWORD, tokenIn } from "../support/visitor.ts";

const PAGE_BYTES = 4096;

/** Makes the file unreadable, in its place; returns how it becomes what it was. */
async function damage({ app, file }: Scene): Promise<() => Promise<void>> {
  const forget = () => sql`PRAGMA shrink_memory`.execute(app.db); // so that the file is read anew
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(app.db);
  const bytes = await Deno.readFile(file);
  const put = async (content: Uint8Array) => {
    await Deno.writeFile(file, content);
    await forget();
  };
  await put(bytes.slice().fill(0x55, PAGE_BYTES));
  return () => put(bytes);
}

const makeAdmin = ({ app }: Scene) =>
  write(app.db, (trx) => trx.updateTable("users").set({ role: "admin" }).execute());

/** Where a wrong answer would say that nobody is signed in, that nothing is there, or that something is over. */
const PAGES = [
  "/appointments",
  "/appointments/new",
  "/account",
  "/account/sessions",
  "/admin/users",
  "/presence",
  "/login",
  "/register",
  "/confirm",
  "/not-there",
  "/reset/" + "a".repeat(43),
  "/verify/" + "a".repeat(43),
];

for (const isAdmin of [false, true]) {
  const who = isAdmin ? "an admin" : "somebody";
  Deno.test(`${who} who is signed in is told of the trouble on every page, is nobody else, and stays signed in`, () =>
    onFile(async (scene) => {
      const { ada } = scene;
      if (isAdmin) await makeAdmin(scene);
      const before = [...ada.cookies];
      const repair = await damage(scene);
      for (const path of PAGES) {
        const { status, text, headers } = await ada.get(path);
        assertEquals([status, headers.get("retry-after")], [503, "60"], path);
        assertEquals(headers.getSetCookie(), [], path);
        assertFalse(text.includes("data-user"), path);
        assert(headers.has("x-request-id"), path);
      }
      await repair();
      assertEquals([...ada.cookies], before);
      assertEquals(await ada.name(), "Ada");
      assertEquals((await ada.get("/admin/users")).status, isAdmin ? 200 : 404);
    }));
}

Deno.test("a message that waits is shown once, on the page of the trouble, and its reader stays signed in", () =>
  onFile(async (scene) => {
    const { ada } = scene;
    assertEquals((await add(ada, { title: "Barber" })).status, 303);
    const repair = await damage(scene);
    const flashes = async () => [...(await ada.get("/appointments")).text.matchAll(/data-flash=/g)];
    assertEquals([(await flashes()).length, (await flashes()).length], [1, 0]);
    await repair();
    assertEquals([await ada.name(), (await flashes()).length], ["Ada", 0]);
  }));

Deno.test("who cannot be signed out now is not told that they are", () =>
  onFile(async (scene) => {
    const { ada } = scene;
    const csrf_token = tokenIn((await ada.get("/logout")).text)!;
    const repair = await damage(scene);
    const { status, headers } = await ada.post("/logout", { csrf_token });
    assertEquals([status, headers.getSetCookie()], [503, []]);
    await repair();
    assertEquals(await ada.name(), "Ada");
    assertEquals((await ada.post("/logout", { csrf_token })).status, 303);
    assertEquals(await ada.name(), null);
  }));

Deno.test("whoever signs in meanwhile is not counted as one who failed, and can sign in afterwards", () =>
  onFile(async (scene) => {
    const { app } = scene;
    const visitor = app.visitor();
    const repair = await damage(scene);
    for (let tries = 0; tries < 15; tries++) {
      const { status, headers } = await visitor.login("ada@example.org", "not the password");
      assertEquals([status, headers.get("retry-after")], [503, "60"]);
    }
    await repair();
    assertEquals((await visitor.login("ada@example.org", PASSWORD)).status, 303);
  }));

Deno.test("a program whose token cannot be looked up hears of the trouble, not that its token is unknown", () =>
  onFile(async (scene) => {
    const { program } = scene;
    const repair = await damage(scene);
    for (const path of ["/api/me", "/api/appointments", "/api/appointments/x"]) {
      const { status, headers } = await program.get(path);
      assertEquals([status, headers.get("www-authenticate")], [503, null], path);
    }
    await repair();
    assertEquals((await program.get("/api/me")).status, 200);
  }));

Deno.test("a calendar program is not told that its address is gone", () =>
  onFile(async (scene) => {
    const repair = await damage(scene);
    const address = `/calendar/${"a".repeat(43)}.ics`;
    assertEquals((await scene.app.visitor().get(address)).status, 503);
    await repair();
    assertEquals((await scene.app.visitor().get(address)).status, 404);
  }));
