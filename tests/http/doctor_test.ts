import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { ROOT, SECRET } from "../support/constants.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";

await build();

const { tasks } = JSON.parse(
  (await Deno.readTextFile(join(ROOT, "deno.json"))).replace(/^\s*\/\/.*$/gm, ""),
);
/** The permissions of the task itself. */
const FLAGS: string[] = tasks.doctor.command.match(/--[\w-]+/g);

interface Asked {
  args?: string[];
  env?: Record<string, string>;
  /** What stands on standard input; without it nothing does. */
  piped?: string;
}

/** Runs the task as a person would, in a folder. */
async function ask(folder: string, { args = [], env = {}, piped }: Asked) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--config", join(ROOT, "deno.json"), ...FLAGS]
      .concat(join(ROOT, "lib/tasks/doctor.ts"), args),
    cwd: folder,
    env: { NO_COLOR: "1", ...env },
    stdin: piped === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  if (piped !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(piped));
    await writer.close();
  }
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, said: text(stdout), complained: text(stderr) };
}

Deno.test("of an app that runs as set the doctor finds nothing wrong, and says that a form is accepted", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    await using app = await new AppProcess(folder, port).ready();
    const url = `http://localhost:${port}`;
    const { code, said } = await ask(folder, { args: [url], env: { PORT: String(port) } });
    assertStringIncludes(said, `✓ A form of ${url} is accepted.`);
    assertMatch(said, /✓ The session cookie .* under the current key\./);
    assertMatch(said, /Nothing is wrong, as far as can be seen\.$/m);
    assertEquals(code, 0);
    assertFalse(app.output.includes("403"), app.output);
  }));

Deno.test("of an app with an ORIGIN that is not its address the doctor tells both", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    const env = { ORIGIN: "https://book.example", SECRET_KEY: SECRET };
    await using _app = await new AppProcess(folder, port, env).ready();
    const { code, said } = await ask(folder, { args: [`http://localhost:${port}/login`], env });
    assertStringIncludes(
      said,
      `✗ ORIGIN is "https://book.example", and the browser asked for host "localhost:${port}"`,
    );
    assertMatch(said, /^1 thing is wrong\.$/m);
    assertEquals(code, 1);
  }));

Deno.test("an address where nothing listens ends with 1", () =>
  inNewFolder(async (folder) => {
    const { code, said } = await ask(folder, { args: [`http://localhost:${freePort()}`] });
    assertMatch(said, /✗ http:\/\/localhost:\d+ cannot be reached: .*refused/);
    assertEquals(code, 1);
  }));

const ORIGIN = { ORIGIN: "https://book.example", SECRET_KEY: SECRET };
const MISMATCH = "> POST /login HTTP/2\n> Host: book.example\n> Origin: https://www.book.example\n";
const BOTH =
  '✗ ORIGIN is "https://book.example", but the browser sent Origin "https://www.book.example": every form is refused.\n' +
  "    Set ORIGIN to the address that people use, or redirect one to the other.";

const WAYS: Record<string, Asked> = {
  "as arguments": { args: MISMATCH.trim().split("\n") },
  "as one argument": { args: [MISMATCH] },
  "on standard input": { piped: MISMATCH },
  "on standard input, with a dash": { args: ["-"], piped: MISMATCH },
};

for (const [way, asked] of Object.entries(WAYS)) {
  Deno.test(`headers may be given ${way}`, () =>
    inNewFolder(async (folder) => {
      const { code, said } = await ask(folder, { ...asked, env: ORIGIN });
      assertStringIncludes(said, BOTH);
      assertEquals(code, 1);
    }));
}

Deno.test("headers with nothing wrong in them end with 0", () =>
  inNewFolder(async (folder) => {
    const args = ["Origin: https://book.example", "Sec-Fetch-Site: same-origin"];
    const { code, said } = await ask(folder, { args, env: ORIGIN });
    assertStringIncludes(said, '✓ The browser sent Origin "https://book.example", as set.');
    assertEquals(code, 0);
  }));

Deno.test("each of several requests is told of by itself", () =>
  inNewFolder(async (folder) => {
    const { said } = await ask(folder, { piped: MISMATCH + MISMATCH, env: ORIGIN });
    assertEquals(said.match(/^Headers, request \d$/gm), [
      "Headers, request 1",
      "Headers, request 2",
    ]);
  }));

Deno.test("without a question the settings are looked at, and how to ask is told", () =>
  inNewFolder(async (folder) => {
    const { code, said } = await ask(folder, {});
    assertMatch(said, /✓ There is no key yet/);
    assertMatch(said, /How to ask:\n {2}deno task doctor/);
    assertEquals(code, 0);
    assertEquals([...Deno.readDirSync(folder)], [], "looking makes no key");
  }));

Deno.test("settings that keep the app from starting end with 1, those of .env too", () =>
  inNewFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, ".env"), "SECRET_KEY=hush-hush\nTRUST_PROXY=yes\n");
    const { code, said } = await ask(folder, {});
    assertMatch(said, /✗ SECRET_KEY holds a key of 9 bytes/);
    assertMatch(said, /✗ TRUST_PROXY is "yes"/);
    assertFalse(said.includes("hush"));
    assertEquals(code, 1);
  }));

Deno.test("a key for localhost that was cut off is told", () =>
  inNewFolder(async (folder) => {
    await Deno.mkdir(join(folder, "data"));
    await Deno.writeTextFile(join(folder, "data", "secret.key"), "cut");
    const { code, said } = await ask(folder, {});
    assertMatch(said, /✗ data\/secret\.key holds no whole key/);
    assertEquals(code, 1);
  }));

const REFUSED: Record<string, [args: string[], why: RegExp]> = {
  "an unknown option": [["--fix"], /^--fix is no option\./],
  "two addresses": [["http://a.example", "http://b.example"], /^Give one address, or headers/],
  "an address that cannot be read": [["http://["], /^"http:\/\/\[" is no address\./],
  "a text without headers": [["localhost:8000"], /^In that text is no header .* begins with http:/],
  "an empty text": [["-"], /^In that text is no header/],
};

for (const [what, [args, why]] of Object.entries(REFUSED)) {
  Deno.test(`${what} is refused with the reason and how to ask`, () =>
    inNewFolder(async (folder) => {
      const { code, said, complained } = await ask(folder, { args });
      assertMatch(complained, why);
      assertStringIncludes(complained, "How to ask:");
      assertEquals([code, said], [1, ""]);
    }));
}

Deno.test("a pipe that somebody left open keeps the doctor waiting for a moment only", () =>
  inNewFolder(async (folder) => {
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--config",
        join(ROOT, "deno.json"),
        ...FLAGS,
        join(ROOT, "lib/tasks/doctor.ts"),
      ],
      cwd: folder,
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const { code } = await child.output();
    await child.stdin.close();
    assertEquals(code, 0);
  }));
