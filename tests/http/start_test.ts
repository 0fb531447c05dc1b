import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { pause } from "../support/waiting.ts";

await build();

const KEY = "k3y-for-tests-only-0123456789-abcdefghij";

Deno.test("what is kept is there after a restart, and who was signed in still is", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    const first = await new AppProcess(folder, port).ready();
    const ada = first.visitor();
    await ada.register("Ada");
    const fields = { title: "Dentist", starts_at: "2099-01-05T09:30", ends_at: "2099-01-05T10:00" };
    assertEquals((await ada.submit("/appointments/new", fields)).status, 303);
    assertEquals(await first.stop(), 0);

    await using second = await new AppProcess(folder, port).ready();
    assertStringIncludes((await ada.get("/appointments")).text, "Dentist");
    const elsewhere = second.visitor();
    assertEquals((await elsewhere.login("ada@example.org")).status, 303);
    assertStringIncludes((await elsewhere.get("/appointments")).text, "Dentist");
    assertEquals(await second.stop("SIGINT"), 0);
  }));

Deno.test("a request under way is finished before the app stops, and a new one is sent away", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    await using app = await new AppProcess(folder, port).ready();
    using connection = await Deno.connect({ hostname: "127.0.0.1", port });
    const send = (text: string) => connection.write(new TextEncoder().encode(text));
    await send(halfOfPost(port));
    await pause(200);
    const ended = app.stop();
    await pause(200);
    app.kill("SIGTERM"); // the same stop once more: `deno task` passes on what its terminal sent to both
    const late = await fetch(`http://localhost:${port}/`);
    assertEquals([late.status, late.headers.get("connection")], [503, "close"]);
    assertMatch(late.headers.get("x-request-id") ?? "", /^[\w-]{12}$/);
    assertEquals(late.headers.get("retry-after"), "2");
    await late.body?.cancel();
    await send("&password=bcd");
    const answer = new Uint8Array(12);
    await connection.read(answer);
    assertEquals(new TextDecoder().decode(answer), "HTTP/1.1 403", "read to its end, then refused");
    assertEquals(await ended, 0);
    assertStringIncludes(app.output, "stopped");
  }));

Deno.test("whoever asks again, a second later, need not wait for requests under way", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    await using app = await new AppProcess(folder, port).ready();
    using connection = await Deno.connect({ hostname: "127.0.0.1", port });
    await connection.write(new TextEncoder().encode(halfOfPost(port)));
    await pause(200);
    const ended = app.stop("SIGINT");
    await pause(2_000);
    app.kill("SIGINT");
    assertEquals(await ended, 130);
  }));

/** A request of which the last 13 bytes are still to come. */
function halfOfPost(port: number): string {
  return `POST /login HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: http://localhost:${port}\r\n` +
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\nemail=a";
}

Deno.test("a request that cannot be read gets an answer", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    await using app = await new AppProcess(folder, port).ready();
    const withSlash = `localhost:${port}/x?`, withUser = `evil@localhost:${port}`;
    for (const host of ["a b", "[::1", withSlash, `localhost:${port}#`, withUser]) {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port });
      await connection.write(
        new TextEncoder().encode(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
      );
      const answer = await new Response(connection.readable).text();
      assertMatch(answer, /^HTTP\/1\.1 400/, JSON.stringify(host));
      assertMatch(answer, /^x-content-type-options: nosniff/m);
    }
    assertEquals(await app.visitor().name(), null);
  }));

const REFUSED: [why: string, env: Record<string, string>, line: RegExp][] = [
  ["a bad PORT", { PORT: "http" }, /PORT is "http"/],
  ["a short SECRET_KEY", { SECRET_KEY: "short" }, /SECRET_KEY holds a key of 5 bytes/],
  ["an ORIGIN that is no URL", { ORIGIN: "book", SECRET_KEY: KEY }, /ORIGIN is "book"/],
  ["no key outside localhost", { ORIGIN: "https://book.example" }, /SECRET_KEY is not set/],
  [
    "a file that is no database",
    { DATABASE_URL: "file:notes.txt" },
    /DATABASE_URL .*not a database/,
  ],
  [
    "a session cookie that browsers would drop",
    { SESSION_COOKIE_NAME: "__Host-sid" },
    /SESSION_COOKIE_… and ORIGIN do not go together\. .* must be Secure/,
  ],
  ["an address that is not of this machine", { HOST: "127.0.0.999" }, /HOST 127\.0\.0\.999/],
  ["a database that cannot be read", { DATABASE_URL: "file:." }, /DATABASE_URL .*cannot be used/],
];

for (const [why, env, line] of REFUSED) {
  Deno.test(`the app does not start with ${why}, and says so in one line`, () =>
    inNewFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/notes.txt`, "These are notes. ".repeat(100));
      await using app = new AppProcess(folder, freePort(), env);
      assertEquals(await app.ended(), 1);
      assertMatch(app.output, line);
      assertEquals(app.output.trim().split("\n").length, 1, app.output);
    }));
}

Deno.test("a port that is taken is told in one line", () =>
  inNewFolder(async (folder) => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    await using app = new AppProcess(folder, listener.addr.port);
    assertEquals(await app.ended(), 1);
    assertMatch(app.output, /PORT \d+ is taken/);
    assertEquals(app.output.trim().split("\n").length, 1, app.output);
  }));

Deno.test("settings may stand in a file .env, and the environment overrules it", () =>
  inNewFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/.env`, "REGISTRATION=closed\nPORT=nonsense\n");
    await using app = await new AppProcess(folder, freePort()).ready();
    assertEquals((await app.visitor().get("/register")).status, 403);
    assert(app.pid > 0);
  }));
