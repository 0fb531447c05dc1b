import { assert, assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { HAS_SERVER, LibsqlServer } from "../support/libsql_server.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import type { Visitor } from "../support/visitor.ts";
import { pause } from "../support/waiting.ts";

await build();

/** Runs a test with the app on a file, and says how to stop it and how long that took, in milliseconds. */
function running(
  test: (app: AppProcess, file: string) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  return inNewFolder(async (folder) => {
    const file = `${folder}/app.db`;
    const settings = { DATABASE_URL: `file:${file}`, ...env };
    await using app = await new AppProcess(folder, freePort(), settings).ready();
    await test(app, file);
  });
}

async function stopTime(app: AppProcess): Promise<number> {
  const began = performance.now();
  assertEquals(await app.stop(), 0);
  return performance.now() - began;
}

const FIELDS = { starts_at: "2099-01-05T09:30", ends_at: "2099-01-05T10:00" };

/** When the app has ended, nobody listens any more; every other end of a connection is an answer that is missing. */
function isRefused(error: unknown): boolean {
  return /Connection refused/.test(String((error as Error).cause));
}

/** Adds appointments, one after the other, until the app sends it away; returns the titles that it was told are saved. */
async function keepAdding(person: Visitor, prefix: string): Promise<string[]> {
  const saved: string[] = [];
  const { text } = await person.get("/appointments/new");
  const [, csrf_token = ""] = /name="csrf_token" value="([^"]+)"/g.exec(text) ?? [];
  for (let n = 0;; n++) {
    const title = `${prefix}-${n}`;
    try {
      const answer = await person.post("/appointments/new", { csrf_token, title, ...FIELDS });
      if (answer.status === 503) return saved;
      assertEquals(answer.status, 303, answer.text);
      saved.push(title);
    } catch (error) {
      if (isRefused(error)) return saved;
      throw error;
    }
  }
}

Deno.test("of twenty who save while the app is stopped, each is answered, and what was saved is there", () =>
  running(async (app, file) => {
    const ada = app.visitor();
    await ada.register("Ada");
    const people = Array.from({ length: 20 }, () => {
      const other = app.visitor();
      for (const [name, value] of ada.cookies) other.cookies.set(name, value);
      return other;
    });
    const work = people.map((person, index) => keepAdding(person, `p${index}`));
    await pause(1_000);
    const signingIn = people.slice(0, 5).map(() =>
      app.visitor().login("ada@example.org").catch((error) => {
        if (!isRefused(error)) throw error;
        return { status: 503 };
      })
    );
    await pause(150);
    const time = await stopTime(app);
    for (const { status } of await Promise.all(signingIn)) assert(status === 303 || status === 503);
    const saved = (await Promise.all(work)).flat();
    assert(saved.length > 20, `only ${saved.length} were saved`);
    assert(time < 5_000);
    using database = new DatabaseSync(file);
    const kept = database.prepare("SELECT title FROM appointments").all().map(({ title }) => title);
    assertEquals(saved.filter((title) => !kept.includes(title)), []);
    assertEquals(database.prepare("PRAGMA integrity_check").get()!.integrity_check, "ok");
  }));

const HALF_A_HEAD = "GET / HTTP/1.1\r\nHost: localhost\r\n";
const NOTHING_MORE = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

for (
  const [what, sent] of [
    ["asks nothing more", NOTHING_MORE],
    ["never began", ""],
    ["does not get on with its request", HALF_A_HEAD],
  ]
) {
  Deno.test(`a connection that ${what} holds up no stop`, () =>
    running(async (app) => {
      using connection = await Deno.connect({ hostname: "127.0.0.1", port: app.port });
      await connection.write(new TextEncoder().encode(sent));
      await pause(200);
      assert(await stopTime(app) < 5_000);
    }));
}

Deno.test("while the app finishes, it lives, is not ready, and sends away who comes new", () =>
  running(async (app) => {
    using connection = await Deno.connect({ hostname: "127.0.0.1", port: app.port });
    const send = (text: string) => connection.write(new TextEncoder().encode(text));
    const form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 2\r\n\r\na";
    await send(`POST /login HTTP/1.1\r\nHost: localhost:${app.port}\r\n${form}`);
    await pause(200);
    const ended = app.stop();
    await pause(200);
    const ask = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${app.port}${path}`);
      return `${response.status} ${(await response.text()).split("\n")[0]}`;
    };
    assertEquals(await ask("/healthz"), "200 ok");
    assertEquals(await ask("/readyz"), "503 stopping");
    assertEquals(await ask("/"), "503 The app is restarting.");
    await send("b");
    assertEquals(await ended, 0);
  }));

Deno.test("after a stop nothing stands in SQLite's log, also when another program has the file open", () =>
  running(async (app, file) => {
    using other = new DatabaseSync(file);
    other.prepare("SELECT * FROM users").all();
    await app.visitor().register("Ada");
    assert((await Deno.stat(`${file}-wal`)).size > 0);
    assertEquals(await app.stop(), 0);
    assertEquals((await Deno.stat(`${file}-wal`)).size, 0);
    assertEquals(other.prepare("SELECT name FROM users").all().length, 1);
  }));

Deno.test("a reader that does not finish keeps its log, and holds up no stop", () =>
  running(async (app, file) => {
    using other = new DatabaseSync(file);
    other.exec("BEGIN");
    other.prepare("SELECT * FROM users").all();
    await app.visitor().register("Ada");
    assert(await stopTime(app) < 5_000);
    other.exec("COMMIT");
    assertEquals(other.prepare("SELECT name FROM users").all().length, 1);
  }));

Deno.test({
  name: "a database server that hangs does not keep the app from ending",
  ignore: !HAS_SERVER,
  fn: () =>
    inNewFolder(async (folder) => {
      await using server = await LibsqlServer.start({ folder });
      const env = { DATABASE_URL: server.url };
      await using app = await new AppProcess(folder, freePort(), env).ready();
      Deno.kill(server.child.pid, "SIGSTOP");
      const late = app.visitor().login("ada@example.org"); // under way when the app is to stop
      await pause(300);
      assert(await stopTime(app) < 14_000);
      assertEquals((await late).status, 503);
    }),
});
