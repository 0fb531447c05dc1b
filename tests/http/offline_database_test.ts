import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { sql } from "kysely";
import { DatabaseSync } from "node:sqlite";
import type { TestApp } from "../support/app.ts";
import { add } from "../support/appointments.ts";
import { onFile, type Scene, troubles } from "../support/file_scene.ts";
import { formsIn } from "../support/forms.ts";
import { PASSWORD, tokenIn } from "../support/visitor.ts";

/** Something that happens to a database in use. Who puts it right again returns how. */
type Mishap = (scene: Scene) => Promise<(() => unknown) | void>;

const pragma = ({ db }: TestApp, text: string) => sql.raw(`PRAGMA ${text}`).execute(db);

/** Changes the file itself, and lets nothing of it stay in memory, so that it is read anew. */
async function change({ app, file }: Scene, act: (file: string) => Promise<void>): Promise<void> {
  await pragma(app, "wal_checkpoint(TRUNCATE)");
  await act(file);
  await pragma(app, "shrink_memory");
}

async function overwrite(file: string, byte: number, from: number): Promise<void> {
  await Deno.writeFile(file, (await Deno.readFile(file)).fill(byte, from));
}

const PAGE_BYTES = 4096;

/** What keeps a database from being read, by the word of the log. */
const UNREADABLE: [what: string, trouble: string, mishap: Mishap][] = [
  ["was damaged", "damaged", (s) => change(s, (file) => overwrite(file, 0x55, PAGE_BYTES))],
  ["is something else now", "no database", (s) => change(s, (file) => overwrite(file, 0x20, 0))],
  ["was cut off", "damaged", (s) => change(s, (file) => Deno.truncate(file, PAGE_BYTES))],
  ["was emptied", "no database", (s) => change(s, (file) => Deno.truncate(file, 0))],
];

/** What keeps it from being written. */
const UNWRITABLE: [what: string, trouble: string, mishap: Mishap][] = [
  ["may only be read", "read-only", async ({ app }) => {
    await pragma(app, "query_only = ON");
    return () => pragma(app, "query_only = OFF");
  }],
  ["has no room on its disk", "disk full", async ({ app }) => {
    await sql`CREATE TABLE filler AS SELECT zeroblob(4000)`.execute(app.db); // fills the page that is left
    await pragma(app, "max_page_count = 1");
    return () => pragma(app, "max_page_count = 1000000");
  }],
  ["is held by another program", "locked", ({ file }) => {
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    const stopHurrying = hurry();
    return Promise.resolve(() => {
      stopHurrying();
      other.close();
    });
  }],
];

/** Lets five seconds of waiting pass in a twentieth of one. */
function hurry(): () => void {
  const { now } = performance;
  performance.now = () => now.call(performance) * 100;
  return () => void (performance.now = now);
}

for (const [what, trouble, happen] of UNREADABLE) {
  Deno.test(`when the database ${what}, pages say so in plain words, and nobody is signed out`, () =>
    onFile(async (scene) => {
      const { app, ada } = scene;
      await happen(scene);
      const { status, text, headers } = await ada.get("/appointments");
      assertEquals([status, headers.get("retry-after")], [503, "60"]);
      assertEquals(headers.getSetCookie(), []);
      assertStringIncludes(text, "Our database cannot be reached right now.");
      const id = headers.get("x-request-id")!;
      assertStringIncludes(text, id);
      assertFalse(/sqlite|malformed|\.tsx?:/i.test(text));
      assertEquals(troubles(app).map(({ id, trouble }) => [id, trouble]), [[id, trouble]]);
    }));
}

for (const [what, trouble, happen] of UNWRITABLE) {
  Deno.test(`when the database ${what}, reading goes on, and a form can be sent again later`, () =>
    onFile(async (scene) => {
      const { app, ada, program } = scene;
      const repair = (await happen(scene))!;
      const refused = await add(ada, { title: "Barber", description: "Long. ".repeat(1500) });
      assertEquals([refused.status, refused.headers.get("retry-after")], [503, "60"]);
      assertEquals(refused.headers.getSetCookie(), []);
      assertStringIncludes(refused.text, "What you sent was not saved.");
      assertMatch(refused.text, /<a(?=[^>]* href="\/appointments\/new")[^>]*>Open the form again/);
      assertEquals(troubles(app).at(-1)?.trouble, trouble);
      app.wait(120); // so that it is due to note when they were seen
      const { status, text } = await ada.get("/appointments");
      assertEquals([status, text.includes("Dentist"), text.includes("Barber")], [200, true, false]);
      assertEquals((await program.get("/api/me")).status, 200);
      await repair();
      const { action, hidden, token } = formsIn(refused).find(({ hidden }) => hidden.title)!;
      assertEquals([action, hidden.title], ["/appointments/new", "Barber"]);
      assertEquals(hidden.description, "Long. ".repeat(1500));
      assertEquals((await ada.post(action, { csrf_token: token, ...hidden })).status, 303);
      assertStringIncludes((await ada.get("/appointments")).text, "Barber");
    }));
}

Deno.test("of a password, a file, or what another site has sent, the page of trouble makes no form", () =>
  onFile(async (scene) => {
    const { ada } = scene;
    const csrf_token = tokenIn((await ada.get("/account")).text)!;
    await UNREADABLE[0]![2](scene);
    const file = new FormData();
    file.set("csrf_token", csrf_token);
    file.set("file", new File(["BEGIN:VCALENDAR"], "book.ics"));
    const headers = { origin: ada.origin };
    const answers = [
      await ada.post("/account/delete", { csrf_token, current_password: PASSWORD }),
      await ada.send("/appointments/new", { method: "POST", headers, body: file }),
      await ada.post("/appointments/new", { csrf_token, title: "x" }, {
        "sec-fetch-site": "cross-site",
      }),
      await ada.post("/appointments/new", { csrf_token: "hello", title: "x" }),
    ];
    for (const answer of answers) {
      assertEquals([answer.status, answer.text.includes("Send it again")], [503, false]);
      assertStringIncludes(answer.text, "What you sent was not saved.");
    }
    const { text } = await ada.post("/appointments/new", { csrf_token, title: `"><b>` });
    assertStringIncludes(text, "Send it again");
    assertFalse(text.includes("<b>"));
  }));

Deno.test("programs get the trouble as a problem", () =>
  onFile(async (scene) => {
    await UNREADABLE[0]![2](scene);
    const { status, headers, json } = await scene.program.get("/api/appointments");
    assertEquals([status, headers.get("retry-after")], [503, "60"]);
    assertEquals(headers.get("content-type"), "application/problem+json");
    assertEquals([json.status, json.request_id], [503, headers.get("x-request-id")]);
    assertStringIncludes(json.detail, "database");
  }));

Deno.test("whoever signs in meanwhile is not taken for somebody with a wrong password", () =>
  onFile(async (scene) => {
    await UNREADABLE[0]![2](scene);
    const { status } = await scene.app.visitor().login("ada@example.org", PASSWORD);
    assertEquals(status, 503);
  }));

Deno.test("what needs no database goes on without it", () =>
  onFile(async (scene) => {
    await UNREADABLE[0]![2](scene);
    for (const path of ["/", "/login", "/healthz", "/styles.css"]) {
      assertEquals((await scene.app.visitor().get(path)).status, 200, path);
    }
  }));
