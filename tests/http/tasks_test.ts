import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { readConfig } from "@/lib/config.ts";
import { AppProcess, build, freePort, inNewFolder, runTask } from "../support/process.ts";

Deno.test("the task secret prints a key that the app takes, and another one each time", () =>
  inNewFolder(async (folder) => {
    const keys = [
      (await runTask("secret", folder)).out.trim(),
      (await runTask("secret", folder)).out,
    ];
    assertMatch(keys[0]!, /^[\w-]{43}$/);
    assert(keys[0] !== keys[1]!.trim());
    assertEquals(readConfig({ SECRET_KEY: keys[0] }).secrets, [keys[0]!]);
  }));

Deno.test("the task keys counts the sign-ins of the app that runs beside it", async () => {
  await build();
  await inNewFolder(async (folder) => {
    await using app = await new AppProcess(folder, freePort()).ready();
    assertMatch((await runTask("keys", folder)).out, /^SECRET_KEY +[\w-]{8} +0 +-$/m);
    await app.visitor().register("Ada");
    assertMatch((await runTask("keys", folder)).out, /^SECRET_KEY +[\w-]{8} +1 +\d{4}-/m);
  });
});

Deno.test("the task keys only looks: it makes no key and no database, and brings none up to date", () =>
  inNewFolder(async (folder) => {
    const nothing = await runTask("keys", folder);
    assertEquals(nothing.code, 1);
    assertMatch(
      nothing.err,
      /^The keys cannot be counted: .* there is no database yet\. Start the app once/m,
    );
    assertEquals([...Deno.readDirSync(folder)], []);
    await Deno.writeFile(`${folder}/old.db`, new Uint8Array()); // what SQLite takes for a new one
    const old = await runTask("keys", folder, { env: { DATABASE_URL: "file:old.db" } });
    assertMatch(old.err, /^The keys cannot be counted: .* not up to date\. Start the app, or run/m);
  }));

Deno.test("the task keys says in one line which setting keeps it from counting", () =>
  inNewFolder(async (folder) => {
    const { code, err } = await runTask("keys", folder, { env: { SECRET_KEY: "short" } });
    assertEquals(code, 1);
    assertStringIncludes(err, "SECRET_KEY holds a key of 5 bytes");
    assertEquals(err.trim().split("\n").length, 1);
  }));
