import { assert, assertEquals, assertMatch } from "@std/assert";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ROOT } from "../support/constants.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { HAS_SERVER, LibsqlServer } from "../support/libsql_server.ts";
import { until } from "../support/waiting.ts";

await build();

/** What an address of the app answers, in a line; as soon as it answers at all. */
async function ask(port: number, path: string): Promise<string> {
  const response = await until(
    "an answer",
    () => fetch(`http://127.0.0.1:${port}${path}`).catch(() => null),
  );
  return `${response.status} ${(await response.text()).split("\n")[0]}`;
}

/** Keeps all others from writing until the returned function is called. */
function holdLock(file: string): () => void {
  const other = new DatabaseSync(file);
  other.exec("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE");
  return () => other.close();
}

/** Ends a process with its test. */
function ended(child: Deno.ChildProcess): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.status;
    },
  };
}

const STARTING = "503 Cloakroom is starting. Please try again in a moment.";

Deno.test("while another program holds the database, the app waits for it, lives, and lets nobody in", () =>
  inNewFolder(async (folder) => {
    const file = `${folder}/app.db`;
    const release = holdLock(file);
    const port = freePort();
    await using app = new AppProcess(folder, port, { DATABASE_URL: `file:${file}` });
    assertEquals(await ask(port, "/healthz"), "200 ok");
    assertEquals(await ask(port, "/readyz"), "503 starting");
    assertEquals([await ask(port, "/"), await ask(port, "/api/me")], [STARTING, STARTING]);
    const line = /ERROR waiting for the database trouble=locked/;
    await until("a line in the log", () => line.test(app.output));
    assert(!app.output.includes("Cloakroom is ready"));
    release();
    await app.ready();
    assertEquals(await ask(port, "/readyz"), "200 ready");
    assertEquals(await app.visitor().name(), null);
    assertEquals(await app.stop(), 0);
  }));

Deno.test("an app that waits for its database can be stopped", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    const env = { DATABASE_URL: `http://127.0.0.1:${freePort()}` };
    await using app = new AppProcess(folder, port, env);
    assertEquals(await ask(port, "/readyz"), "503 starting");
    assertEquals(await app.stop(), 0);
  }));

Deno.test("it holds for `deno serve` as well: nobody is let in before the database is up to date", () =>
  inNewFolder(async (folder) => {
    const file = `${folder}/app.db`;
    const release = holdLock(file);
    const port = freePort();
    const config = [
      "--config",
      join(ROOT, "deno.json"),
      "--host",
      "127.0.0.1",
      "--port",
      `${port}`,
    ];
    await using _ = ended(
      new Deno.Command(Deno.execPath(), {
        args: ["serve", "-A", "--quiet", ...config, join(ROOT, "_fresh", "server.js")],
        cwd: folder,
        env: { DATABASE_URL: `file:${file}`, PORT: `${port}` },
        stdout: "null",
        stderr: "null",
      }).spawn(),
    );
    assertEquals(await ask(port, "/readyz"), "503 starting");
    assertEquals(await ask(port, "/login"), STARTING);
    release();
    await until("ready", async () => await ask(port, "/readyz") === "200 ready");
    assertMatch(await ask(port, "/login"), /^200/);
  }));

const HOPELESS: [what: string, sql: string, byte: number, line: RegExp][] = [
  ["is damaged", "CREATE TABLE notes (a)", 0x55, /cannot be used.*malformed/],
  [
    "a newer version has changed",
    "CREATE TABLE migrations (name); INSERT INTO migrations VALUES ('0099_future')",
    0,
    /a newer version of Cloakroom has changed/,
  ],
];

for (const [what, sql, byte, line] of HOPELESS) {
  Deno.test(`a file that ${what} is not waited for; one line says so`, () =>
    inNewFolder(async (folder) => {
      const file = `${folder}/app.db`;
      const database = new DatabaseSync(file);
      database.exec(`PRAGMA journal_mode = WAL; ${sql}`);
      database.close();
      if (byte) await Deno.writeFile(file, (await Deno.readFile(file)).fill(byte, 100, 4096));
      await using app = new AppProcess(folder, freePort(), { DATABASE_URL: `file:${file}` });
      assertEquals(await app.ended(), 1);
      assertMatch(app.output, line);
      assertEquals(app.output.trim().split("\n").length, 1, app.output);
    }));
}

Deno.test({
  name: "a database server that is not there yet is waited for, and found by itself",
  ignore: !HAS_SERVER,
  fn: () =>
    inNewFolder(async (folder) => {
      const ports = { http: freePort(), admin: freePort(), group: freePort() };
      const port = freePort();
      const env = { DATABASE_URL: `http://127.0.0.1:${ports.http}` };
      await using app = new AppProcess(folder, port, env);
      assertEquals(await ask(port, "/healthz"), "200 ok");
      assertEquals([await ask(port, "/readyz"), await ask(port, "/")], ["503 starting", STARTING]);
      await until("a line in the log", () => app.output.includes("cannot be reached"));
      await using _ = await LibsqlServer.start({ folder, ports });
      await app.ready();
      assertEquals(await ask(port, "/readyz"), "200 ready");
      assertEquals((await app.visitor().register("Ada")).status, 303);
      assertEquals(await app.stop(), 0);
    }),
});

Deno.test({
  name: "a database server that refuses the token stops the start in one line",
  ignore: !HAS_SERVER,
  fn: () =>
    inNewFolder(async (folder) => {
      const { publicKey } = await crypto.subtle.generateKey("Ed25519", true, [
        "sign",
        "verify",
      ]) as CryptoKeyPair;
      const spki = Buffer.from(await crypto.subtle.exportKey("spki", publicKey)).toString("base64");
      const key = `-----BEGIN PUBLIC KEY-----\n${spki}\n-----END PUBLIC KEY-----`;
      await using server = await LibsqlServer.start({ folder, key });
      const env = { DATABASE_URL: server.url, DATABASE_AUTH_TOKEN: "mine" };
      await using app = new AppProcess(folder, freePort(), env);
      assertEquals(await app.ended(), 1);
      assertMatch(app.output, /the database server refuses DATABASE_AUTH_TOKEN/);
      assertEquals(app.output.trim().split("\n").length, 1, app.output);
    }),
});
