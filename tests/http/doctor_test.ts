import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { SECRET } from "../support/constants.ts";
import {
  AppProcess,
  build,
  freePort,
  inNewFolder,
  runTask,
  type TaskInput,
} from "../support/process.ts";

await build();

/** Asks the doctor in a folder. */
const ask = (folder: string, input: TaskInput = {}) => runTask("doctor", folder, input);

Deno.test("of an app that runs as set the doctor finds nothing wrong, and says that a form is accepted", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    await using app = await new AppProcess(folder, port).ready();
    const url = `http://localhost:${port}`;
    const { code, out: said } = await ask(folder, { args: [url], env: { PORT: String(port) } });
    assertStringIncludes(said, `✓ A form of ${url} is accepted.`);
    assertMatch(said, /✓ The session cookie .* under the current key\./);
    assertMatch(said, /Nothing is wrong, as far as can be seen\.$/m);
    assertEquals(code, 0);
    assertFalse(app.output.includes("status=403"), app.output);
  }));

Deno.test("of an app with an ORIGIN that is not its address the doctor tells both", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    const env = { ORIGIN: "https://book.example", SECRET_KEY: SECRET };
    await using _app = await new AppProcess(folder, port, env).ready();
    const { code, out: said } = await ask(folder, {
      args: [`http://localhost:${port}/login`],
      env,
    });
    assertStringIncludes(
      said,
      `✗ ORIGIN is "https://book.example", and the browser asked for host "localhost:${port}"`,
    );
    assertMatch(said, /^1 thing is wrong\.$/m);
    assertEquals(code, 1);
  }));

Deno.test("an address where nothing listens ends with 1", () =>
  inNewFolder(async (folder) => {
    const { code, out: said } = await ask(folder, { args: [`http://localhost:${freePort()}`] });
    assertMatch(said, /✗ http:\/\/localhost:\d+ cannot be reached: .*refused/);
    assertEquals(code, 1);
  }));

const ORIGIN = { ORIGIN: "https://book.example", SECRET_KEY: SECRET };
const MISMATCH = "> POST /login HTTP/2\n> Host: book.example\n> Origin: https://www.book.example\n";
const BOTH =
  '✗ ORIGIN is "https://book.example", but the browser sent Origin "https://www.book.example": every form is refused.\n' +
  "    Set ORIGIN to the address that people use, or redirect one to the other.";

const WAYS: Record<string, TaskInput> = {
  "as arguments": { args: MISMATCH.trim().split("\n") },
  "as one argument": { args: [MISMATCH] },
  "on standard input": { piped: MISMATCH },
  "on standard input, with a dash": { args: ["-"], piped: MISMATCH },
};

for (const [way, asked] of Object.entries(WAYS)) {
  Deno.test(`headers may be given ${way}`, () =>
    inNewFolder(async (folder) => {
      const { code, out: said } = await ask(folder, { ...asked, env: ORIGIN });
      assertStringIncludes(said, BOTH);
      assertEquals(code, 1);
    }));
}

Deno.test("headers with nothing wrong in them end with 0", () =>
  inNewFolder(async (folder) => {
    const args = ["Origin: https://book.example", "Sec-Fetch-Site: same-origin"];
    const { code, out: said } = await ask(folder, { args, env: ORIGIN });
    assertStringIncludes(said, '✓ The browser sent Origin "https://book.example", as set.');
    assertEquals(code, 0);
  }));

Deno.test("each of several requests is told of by itself", () =>
  inNewFolder(async (folder) => {
    const { out: said } = await ask(folder, { piped: MISMATCH + MISMATCH, env: ORIGIN });
    assertEquals(said.match(/^Headers, request \d$/gm), [
      "Headers, request 1",
      "Headers, request 2",
    ]);
  }));

Deno.test("without a question the settings are looked at, and how to ask is told", () =>
  inNewFolder(async (folder) => {
    const { code, out: said } = await ask(folder);
    assertMatch(said, /✓ There is no key yet/);
    assertMatch(said, /Usage:\n {2}deno task doctor/);
    assertEquals(code, 0);
    assertEquals([...Deno.readDirSync(folder)], [], "looking makes no key");
  }));

Deno.test("settings that keep the app from starting end with 1, those of .env too", () =>
  inNewFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, ".env"), "SECRET_KEY=hush-hush\nTRUST_PROXY=yes\n");
    const { code, out: said } = await ask(folder);
    assertMatch(said, /✗ SECRET_KEY holds a key of 9 bytes/);
    assertMatch(said, /✗ TRUST_PROXY is "yes"/);
    assertFalse(said.includes("hush"));
    assertEquals(code, 1);
  }));

Deno.test("a key for localhost that was cut off is told", () =>
  inNewFolder(async (folder) => {
    await Deno.mkdir(join(folder, "data"));
    await Deno.writeTextFile(join(folder, "data", "secret.key"), "cut");
    const { code, out: said } = await ask(folder);
    assertMatch(said, /✗ data\/secret\.key holds no whole key/);
    assertEquals(code, 1);
  }));

const REFUSED: Record<string, [args: string[], why: RegExp]> = {
  "an unknown option": [["--fix"], /^--fix is not an option\./],
  "two addresses": [["http://a.example", "http://b.example"], /^Give one address, or headers/],
  "an address that cannot be read": [["http://["], /^"http:\/\/\[" is not an address\./],
  "a text without headers": [["localhost:8000"], /^That text holds no header .* begins with http:/],
  "an empty text": [["-"], /^That text holds no header/],
};

for (const [what, [args, why]] of Object.entries(REFUSED)) {
  Deno.test(`${what} is refused with the reason and how to ask`, () =>
    inNewFolder(async (folder) => {
      const { code, out: said, err: complained } = await ask(folder, { args });
      assertMatch(complained, why);
      assertStringIncludes(complained, "Usage:");
      assertEquals([code, said], [1, ""]);
    }));
}

Deno.test("a pipe that somebody left open keeps the doctor waiting for a moment only", () =>
  inNewFolder(async (folder) => {
    const { code } = await ask(folder, { piped: null });
    assertEquals(code, 0);
  }));
