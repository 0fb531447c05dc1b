import { assert, assertEquals } from "@std/assert";
import { type LogLine, logLines } from "../support/log_lines.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { pause, until } from "../support/waiting.ts";

await build();

/** An app in a process of its own, and what it says of what comes over the wire. */
function onWire(
  test: (app: AppProcess, send: (text: string) => Promise<Deno.TcpConn>) => Promise<void>,
): Promise<void> {
  return inNewFolder(async (folder) => {
    const port = freePort();
    await using app = await new AppProcess(folder, port, { LOG_FORMAT: "json" }).ready();
    await test(app, async (text) => {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port });
      await connection.write(new TextEncoder().encode(text));
      return connection;
    });
  });
}

const told = (app: AppProcess) =>
  logLines(app.output, "request").map((
    { method, route, status }: LogLine,
  ) => [method, route, status]);

/** The lines once there are as many, and a moment later, in case that more come. */
async function linesOf(app: AppProcess, count: number) {
  await until(`${count} lines`, () => told(app).length >= count);
  await pause(100);
  return told(app);
}

const head = (line: string, more = "", host = "localhost") =>
  `${line} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`;

/** The headers of a form of so many bytes, from a page of the app. */
const formOf = ({ port }: AppProcess, bytes: number) =>
  `Origin: http://localhost:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${bytes}\r\n`;

const SENT: Record<string, [text: (port: number) => string, told: unknown[][]]> = {
  "a host with a path in it": [() => head("GET /", "", "localhost/x?"), [["GET", "-", 400]]],
  "a host that is none": [() => head("GET /", "", "a b"), [["GET", "-", 400]]],
  "a method that a client made up": [
    (port) => head("FOO /login", "", `localhost:${port}`),
    [["OTHER", "/login", 405]],
  ],
  "several requests at once": [
    (port) =>
      head("GET /login", "", `localhost:${port}`) +
      head("HEAD /styles.css", "", `localhost:${port}`),
    [["GET", "/login", 200], ["HEAD", "-", 200]],
  ],
};

for (const [what, [text, lines]] of Object.entries(SENT)) {
  Deno.test(`${what}, over the wire, makes one line each`, () =>
    onWire(async (app, send) => {
      using _ = await send(text(app.port));
      assertEquals(await linesOf(app, lines.length), lines);
    }));
}

Deno.test("who does not wait for the answer has a line all the same, and who breaks off what they send, too", () =>
  onWire(async (app, send) => {
    (await send(head("GET /login", "", `localhost:${app.port}`))).close();
    assertEquals(await linesOf(app, 1), [["GET", "/login", 200]]);
    const half = await send(
      head("POST /theme", formOf(app, 99), `localhost:${app.port}`) + "theme=",
    );
    await pause(200);
    half.close();
    assertEquals(await linesOf(app, 2), [["GET", "/login", 200], ["POST", "/theme", 400]]);
    assertEquals(logLines(app.output).filter(({ level }) => level === "error"), []);
  }));

Deno.test("what comes while the app stops has a line, too", () =>
  onWire(async (app, send) => {
    const host = `localhost:${app.port}`;
    using half = await send(head("POST /theme", formOf(app, 5), host));
    await pause(200);
    const ended = app.stop();
    await pause(200);
    using late = await send(head("GET /login", "", host));
    await pause(200);
    await half.write(new TextEncoder().encode("theme"));
    assertEquals(await ended, 0);
    assert(late);
    assertEquals(told(app), [["GET", "-", 503], ["POST", "/theme", 403]]);
    assertEquals(logLines(app.output).at(-1)?.event, "stopped");
  }));
