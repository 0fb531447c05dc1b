import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { openDatabase } from "@/lib/db/open.ts";
import { eventsOf } from "../support/admins.ts";
import { AppProcess, build, freePort, inNewFolder, runTask } from "../support/process.ts";
import { PASSWORD } from "../support/visitor.ts";
import { fileAt } from "../support/database.ts";

/** Runs `deno task user …`; what it needs to be told is given as an object at the end. */
function user(
  folder: string,
  line: string,
  more: { env?: Record<string, string>; piped?: string } = {},
) {
  return runTask("user", folder, { args: line.split(" ").filter(Boolean), ...more });
}

const WITH_PASSWORD = { env: { PASSWORD } };

Deno.test("without a command that it knows, the task tells how to ask, and that this was not it", () =>
  inNewFolder(async (folder) => {
    const wrong: [line: string, why: RegExp][] = [
      ["", /^Usage:/],
      ["promote ada@example.org", /^There is no command promote\./],
      ["admin", /^Something is missing\./],
      ["list one two", /^two is too much\./],
      ["list --remove", /^Unknown option '--remove'\.$/m],
    ];
    for (const [line, why] of wrong) {
      const { code, out, err } = await user(folder, line);
      assertEquals([code, out], [1, ""], line);
      assertMatch(err, why);
      assertStringIncludes(err, "deno task user reset-link EMAIL");
    }
    for (const line of ["--help", "add -h"]) {
      const { code, out } = await user(folder, line);
      assertEquals(code, 0);
      assertMatch(out, /^Usage:/);
    }
    assertEquals([...Deno.readDirSync(folder)], [], "nothing was made");
  }));

Deno.test("what can be put right is told in one line: no database, a bad setting, nobody of that name", () =>
  inNewFolder(async (folder) => {
    const nothing = await user(folder, "list");
    assertEquals(nothing.code, 1);
    assertMatch(
      nothing.err,
      /^The accounts cannot be reached: .* there is no database yet\. Start the app once/,
    );
    assertEquals([...Deno.readDirSync(folder)], []);
    const setting = await user(folder, "list", { env: { SECRET_KEY: "short" } });
    assertMatch(setting.err, /^The accounts cannot be reached: SECRET_KEY holds .*\n$/);
    await user(folder, "add ada@example.org", WITH_PASSWORD);
    for (const command of ["admin", "deactivate", "activate", "reset-link", "password"]) {
      const { code, err } = await user(folder, `${command} nobody@example.org`, WITH_PASSWORD);
      assertEquals([code, err], [1, '"nobody@example.org" has no account.\n'], command);
    }
  }));

Deno.test("an account is made by a password from the environment or a pipe, by the rules for passwords", () =>
  inNewFolder(async (folder) => {
    const closed = { REGISTRATION: "closed" };
    const added = await runTask("user", folder, {
      args: ["add", " Ada@Example.org ", "Ada Lovelace"],
      env: { ...closed, PASSWORD },
    });
    assertEquals([added.code, added.out], [0, "ada@example.org has an account now.\n"]);
    const piped = await user(folder, "add bo@example.org", { piped: `${PASSWORD}\nmore\n` });
    assertEquals(piped.code, 0);
    const refused: [line: string, password: string, why: string][] = [
      ["add c@example.org", "short", "Please use at least 12 characters."],
      ["add charlotte@example.org", "charlotte-charlotte", "made of your name"],
      ["add ada@example.org", PASSWORD, "has an account already"],
      ["add nonsense", PASSWORD, "is no email address"],
    ];
    for (const [line, password, why] of refused) {
      const { code, err } = await user(folder, line, { env: { PASSWORD: password } });
      assertEquals(code, 1, line);
      assertStringIncludes(err, why);
    }
    const empty = await user(folder, "add d@example.org", { piped: "" });
    assertStringIncludes(empty.err, "No password was given.");
    const { out } = await user(folder, "list");
    assertMatch(out, /^ada@example\.org +Ada Lovelace +user +Active, Address not confirmed +20/m);
    assertMatch(out, /^bo@example\.org +bo +user /m);
    assertEquals(out.trim().split("\n").length, 3);
    assertEquals((await user(folder, "list lovelace")).out.trim().split("\n").length, 2);
    assertEquals((await user(folder, "list %")).out, "No account found.\n");
  }));

Deno.test("the app that runs beside the task sees at once what it does, and nobody is removed who is needed", async () => {
  await build();
  await inNewFolder(async (folder) => {
    await using app = await new AppProcess(folder, freePort()).ready();
    const ada = app.visitor();
    await ada.register("Ada");
    assertEquals((await ada.get("/admin/users")).status, 404);
    const made = await user(folder, "admin ADA@example.org");
    assertEquals(made.out, "ada@example.org is an administrator now.\n");
    assertEquals((await ada.get("/admin/users")).status, 200);
    for (const line of ["deactivate ada@example.org", "admin --remove ada@example.org"]) {
      const { code, err } = await user(folder, line);
      assertEquals(code, 1, line);
      assertStringIncludes(err, "ada@example.org is the last administrator.");
    }
    await user(folder, "add bo@example.org", WITH_PASSWORD);
    await user(folder, "admin bo@example.org");
    assertEquals((await user(folder, "deactivate ada@example.org")).code, 0);
    assertEquals(await ada.name(), null);
    assertEquals((await ada.login("ada@example.org")).status, 401);
    assertEquals((await user(folder, "activate ada@example.org")).code, 0);
    assertEquals((await ada.login("ada@example.org")).status, 303);
  });
});

Deno.test("a printed link leads its owner to a new password; a password may be set by the task, too", async () => {
  await build();
  await inNewFolder(async (folder) => {
    await using app = await new AppProcess(folder, freePort()).ready();
    const ada = app.visitor();
    await ada.register("Ada");
    const env = { PORT: String(app.port) };
    const { code, out, err } = await user(folder, "reset-link ada@example.org", { env });
    assertEquals(code, 0);
    const [, path] = /^http:\/\/localhost:\d+(\/reset\/[\w-]{43})\n$/.exec(out)!;
    assertStringIncludes(err, "Good once, for one hour.");
    assertEquals((await app.visitor().get(path!)).status, 200);
    const fresh = "walnut bridge seven moon";
    const set = await user(folder, "password ada@example.org", { env: { PASSWORD: fresh } });
    assertStringIncludes(
      set.out,
      "ada@example.org has a new password, and is signed out everywhere.",
    );
    assert(!`${set.out}${set.err}`.includes(fresh));
    assertEquals(await ada.name(), null);
    assertEquals((await ada.login("ada@example.org")).status, 401);
    assertEquals((await ada.login("ada@example.org", fresh)).status, 303);
    assert((await app.visitor().get(path!)).status !== 200, "the link died with the old password");
    await assertNoted(folder);
  });
});

async function assertNoted(folder: string): Promise<void> {
  await using db = await openDatabase(fileAt(`${folder}/data/cloakroom.db`));
  const { id } = await db.selectFrom("users").select("id").executeTakeFirstOrThrow();
  const events = await eventsOf({ db }, id);
  for (const type of ["reset_requested", "password_changed"]) {
    assertEquals(events.find((event) => event[0] === type)?.[1], { by: "task" });
  }
}

Deno.test("what is switched off gets neither a link nor a password", () =>
  inNewFolder(async (folder) => {
    await user(folder, "add ada@example.org", WITH_PASSWORD);
    await user(folder, "deactivate ada@example.org");
    for (const line of ["reset-link", "password", "admin"]) {
      const { code, err } = await user(folder, `${line} ada@example.org`, WITH_PASSWORD);
      assertEquals(code, 1, line);
      assertStringIncludes(err, "First: deno task user activate ada@example.org");
    }
  }));
