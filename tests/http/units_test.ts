import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { parse } from "dotenv";
import { join } from "node:path";
import { readConfig } from "@/lib/config.ts";
import { ROOT, SECRET } from "../support/constants.ts";
import { isInstalled, recipeFor } from "../support/recipe.ts";

const NAMES = ["cloakroom.service", "cloakroom-backup.service", "cloakroom-backup.timer"];

const unit = (name: string) => recipeFor(`/etc/systemd/system/${name}`);

const ignore = !await isInstalled("systemd-analyze");

/** Runs `systemd-analyze` on the units as files of a new folder. */
async function analyze(...args: string[]): Promise<{ code: number; text: string }> {
  const folder = await Deno.makeTempDir();
  try {
    for (const name of NAMES) await Deno.writeTextFile(join(folder, name), unit(name));
    const { code, stdout, stderr } = await new Deno.Command("systemd-analyze", {
      args: args.map((arg) => NAMES.includes(arg) ? join(folder, arg) : arg),
      env: { SYSTEMD_COLORS: "0", SYSTEMD_PAGER: "" },
    }).output();
    const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
    return { code, text };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("systemd finds nothing wrong with the units", { ignore }, async () => {
  assertEquals(await analyze("verify", ...NAMES), { code: 0, text: "" });
});

Deno.test(
  "the app may do little beside serving: systemd's measure of exposure stays below 2 of 10",
  {
    ignore,
  },
  async () => {
    const { text } = await analyze("security", "--offline=yes", "cloakroom.service");
    const [, exposure] = /Overall exposure level for cloakroom\.service: ([\d.]+)/.exec(text)!;
    assert(Number(exposure) < 2, text);
  },
);

Deno.test("the settings of the recipe are settings of the app", () => {
  const env = parse(recipeFor("/etc/cloakroom.env"));
  const config = readConfig({ ...env, SECRET_KEY: SECRET });
  assertEquals([config.secure, config.trustProxy, config.hostname], [true, true, "127.0.0.1"]);
  assertEquals(config.databaseUrl, "file:/var/lib/cloakroom/cloakroom.db");
});

Deno.test("the units run tasks that there are, and wait longer for a stop than the app takes", async () => {
  const tasks = await Deno.readTextFile(join(ROOT, "deno.json"));
  for (const name of NAMES.slice(0, 2)) {
    const [, task] = /^ExecStart=\/usr\/bin\/env deno task (\S+)/m.exec(unit(name))!;
    assertStringIncludes(tasks, `"${task}": {`);
  }
  const [, patience] = /^TimeoutStopSec=(\d+)$/m.exec(unit("cloakroom.service"))!;
  assert(Number(patience) > 2 * readConfig({}).stopTimeout);
  assertMatch(unit("cloakroom.service"), /^KillMode=mixed$/m);
});
