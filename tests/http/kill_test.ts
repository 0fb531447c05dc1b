/** Processes that are killed (SIGKILL) while people save: what was acknowledged is kept. */
import { assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { HAS_SERVER, LibsqlServer } from "../support/libsql_server.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { make, shownToken } from "../support/tokens.ts";
import { pause, until } from "../support/waiting.ts";

await build();

const ROUNDS = 20;
const WRITERS = 8;
const TIMES = { starts_at: "2030-05-04T09:30:00+02:00", ends_at: "2030-05-04T10:00:00+02:00" };

/** A program that adds one appointment after the other. */
class Writer {
  /** The titles of which it was told that they are saved. */
  readonly saved: string[] = [];
  readonly statuses = new Map<number, number>();

  constructor(readonly port: number, readonly authorization: string) {}

  /** Goes on until it is told to stop; where nobody answers, it asks again. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const title = crypto.randomUUID();
      const status = await this.#add(title).catch(() => 0);
      if (status === 201) this.saved.push(title);
      else await pause(10);
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    }
  }

  async #add(title: string): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/appointments`, {
      method: "POST",
      headers: { authorization: this.authorization, "content-type": "application/json" },
      body: JSON.stringify({ title, ...TIMES }),
    });
    await response.body?.cancel();
    return response.status;
  }
}

/**
 * Lets writers write, and once they do, something else happen. What a killed app has begun on a server holds up all other
 * writers, until the server takes it back after ten seconds.
 *
 * @returns the writers
 */
async function whileWriting(
  app: AppProcess,
  token: string,
  happen: () => Promise<void>,
): Promise<Writer[]> {
  const stop = new AbortController();
  const writers = Array.from({ length: WRITERS }, () => new Writer(app.port, `Bearer ${token}`));
  const running = writers.map((writer) => writer.run(stop.signal));
  await until("the first that is saved", () => writers.some(({ saved }) => saved.length > 0));
  await happen();
  stop.abort();
  await Promise.all(running);
  return writers;
}

/** Of a random length, so that the end comes at any point of what is being done. */
const aMoment = () => pause(100 + Math.random() * 300);

async function tokenOf(app: AppProcess): Promise<string> {
  const ada = app.visitor();
  await ada.register("Ada");
  return shownToken(await make(ada, { scope: "write" }))!;
}

/** Looks into the file itself: nothing that was saved may be missing, nothing may be there twice. */
function assertKept(file: string, saved: readonly string[]): void {
  using database = new DatabaseSync(file);
  const [check] = database.prepare("PRAGMA integrity_check").all();
  assertEquals(check?.integrity_check, "ok");
  assertEquals(database.prepare("PRAGMA foreign_key_check").all(), []);
  const titles = database.prepare("SELECT title FROM appointments").all().map((row) => row.title);
  const there = new Set(titles);
  assertEquals(there.size, titles.length);
  assertEquals(saved.filter((title) => !there.has(title)), []);
}

/** Kills the app again and again, each time while it writes, and starts it anew. */
async function killApps(folder: string, env: Record<string, string>): Promise<string[]> {
  const port = freePort();
  const start = () => new AppProcess(folder, port, env).ready();
  const saved: string[] = [];
  let app = await start();
  try {
    const token = await tokenOf(app);
    for (let round = 0; round < ROUNDS; round++) {
      const writers = await whileWriting(app, token, async () => {
        await aMoment();
        app.kill("SIGKILL");
      });
      await app.ended();
      saved.push(...writers.flatMap((writer) => writer.saved));
      app = await start();
    }
    return saved;
  } finally {
    await app[Symbol.asyncDispose]();
  }
}

Deno.test(`an app that is killed ${ROUNDS} times while it writes loses nothing that it has acknowledged`, () =>
  inNewFolder(async (folder) => {
    const saved = await killApps(folder, {});
    assertKept(`${folder}/data/cloakroom.db`, saved);
  }));

/** A server on which an app has its database. */
function onServer(test: (folder: string, server: LibsqlServer) => Promise<void>) {
  return {
    ignore: !HAS_SERVER,
    fn: () =>
      inNewFolder(async (folder) => {
        await using server = await LibsqlServer.start({ folder });
        await test(folder, server);
      }),
  };
}

Deno.test({
  name: `nor does one whose database is on a server, though it is killed in its transactions`,
  ...onServer(async (folder, server) => {
    const saved = await killApps(folder, { DATABASE_URL: server.url });
    await server.kill();
    assertKept(server.file, saved);
  }),
});

Deno.test({
  name:
    `when the database server is killed ${ROUNDS} times, the app says 503, goes on by itself and loses nothing`,
  ...onServer(async (folder, first) => {
    let server = first;
    await using app = await new AppProcess(folder, freePort(), { DATABASE_URL: first.url }).ready();
    const token = await tokenOf(app);
    const saved: string[] = [];
    const statuses = new Set<number>();
    for (let round = 0; round < ROUNDS; round++) {
      const writers = await whileWriting(app, token, async () => {
        await aMoment();
        await server.kill();
        await aMoment();
        server = await server.again();
        await aMoment();
      });
      saved.push(...writers.flatMap((writer) => writer.saved));
      for (const writer of writers) writer.statuses.forEach((_, status) => statuses.add(status));
    }
    assertEquals([...statuses].sort(), [201, 503]);
    assertEquals((await app.visitor().get("/readyz")).text, "ready\n");
    await server.kill();
    assertKept(first.file, saved);
  }),
});
