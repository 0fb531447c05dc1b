import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { readConfig } from "@/lib/config.ts";
import { ROOT } from "../support/constants.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";

/** Runs a task's script in a folder, and returns what it printed. */
async function run(name: string, folder: string, env: Record<string, string> = {}) {
  const flags = ["--allow-env", "--allow-read", "--allow-write"];
  const script = join(ROOT, "lib", "tasks", `${name}.ts`);
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--config", join(ROOT, "deno.json"), ...flags, script],
    cwd: folder,
    env: { NO_COLOR: "1", ...env },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, out: out!, err: err! };
}

Deno.test("the task secret prints a key that the app takes, and another one each time", () =>
  inNewFolder(async (folder) => {
    const keys = [(await run("secret", folder)).out.trim(), (await run("secret", folder)).out];
    assertMatch(keys[0]!, /^[\w-]{43}$/);
    assert(keys[0] !== keys[1]!.trim());
    assertEquals(readConfig({ SECRET_KEY: keys[0] }).secrets, [keys[0]!]);
  }));

Deno.test("the task keys counts the sign-ins of the app that runs beside it", async () => {
  await build();
  await inNewFolder(async (folder) => {
    await using app = await new AppProcess(folder, freePort()).ready();
    assertMatch((await run("keys", folder)).out, /^SECRET_KEY +[\w-]{8} +0 +-$/m);
    await app.visitor().register("Ada");
    assertMatch((await run("keys", folder)).out, /^SECRET_KEY +[\w-]{8} +1 +\d{4}-/m);
  });
});

Deno.test("the task keys says in one line which setting keeps it from counting", () =>
  inNewFolder(async (folder) => {
    const { code, err } = await run("keys", folder, { SECRET_KEY: "short" });
    assertEquals(code, 1);
    assertStringIncludes(err, "SECRET_KEY holds a key of 5 bytes");
    assertEquals(err.trim().split("\n").length, 1);
  }));
