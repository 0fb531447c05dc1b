import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { scryptSync } from "node:crypto";
import { AppProcess, build, freePort, inNewFolder, runTask } from "../support/process.ts";
import { PASSWORD } from "../support/visitor.ts";

/** As `generate_password_hash` of Werkzeug 3 makes it. */
function werkzeugHash(password: string, salt = "Xk3sQ9wLz0aBcDeF"): string {
  const cost = { N: 32_768, r: 8, p: 1, maxmem: 2 ** 28 };
  return `scrypt:32768:8:1$${salt}$${scryptSync(password, salt, 64, cost).toString("hex")}`;
}

const HASH = werkzeugHash(PASSWORD);

const run = (folder: string, ...args: string[]) =>
  runTask("user", folder, { args: ["import", "users.csv", ...args] });

async function list(folder: string): Promise<string[]> {
  const { out } = await runTask("user", folder, { args: ["list"] });
  return out.split("\n").slice(1, -1).map((line) => line.split(" ")[0]!).toSorted();
}

Deno.test("people of a Flask app sign in with the password that they had there", async () => {
  await build();
  await inNewFolder(async (folder) => {
    await using app = await new AppProcess(folder, freePort()).ready();
    await Deno.writeTextFile(
      `${folder}/users.csv`,
      `name,email,password_hash,is_active,created_at\r\n` +
        `"Hopper, ""Amazing"" Grace",Grace@Example.org,${HASH},True,2021-03-04 05:06:07.123456\r\n` +
        `Gone,gone@example.org,${HASH},False,\r\n`,
    );
    const { code, out } = await run(folder);
    assertEquals(code, 0);
    assertStringIncludes(out, "2 accounts are imported. Switched off among them: 1.");
    const grace = app.visitor();
    assertEquals((await grace.login("grace@example.org", "not her password")).status, 401);
    assertEquals((await grace.login("grace@example.org")).status, 303);
    assertMatch((await grace.name())!, /^Hopper, (?:"|&quot;)Amazing(?:"|&quot;) Grace$/);
    assertEquals((await app.visitor().login("gone@example.org")).status, 401);
    const again = await app.visitor().login("grace@example.org");
    assertEquals(again.status, 303, "the hash was made anew, and the password is the same");
    const { out: table } = await runTask("user", folder, { args: ["list", "grace"] });
    assertMatch(table, /Address not confirmed +2021-03-04T05:06Z/);
  });
});

const BROKEN = `email,name,password_hash
ada@example.org,Ada,${HASH}
bob,Bob,${HASH}
ADA@example.org,Ada again,${HASH}
c@example.org,,md5$secret
d@example.org
`;

Deno.test("a file with a bad line is not imported at all, and every bad line is told with its reason", () =>
  inNewFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/users.csv`, BROKEN);
    const { code, out, err } = await run(folder);
    assertEquals([code, out], [1, ""]);
    assertEquals(err.trim().split("\n").map((line) => line.slice(0, 24)), [
      'Line 3: email "bob" is n',
      'Line 4: "ada@example.org',
      "Line 5: name is empty; p",
      "Line 6: it has 1 values,",
      "Nothing is imported.",
      "--skip-bad leaves out wh",
    ]);
    assert(!err.includes("secret") && !err.includes(HASH), "hashes are nobody's business");
    assertEquals(
      (await runTask("user", folder, { args: ["list"] })).out,
      "There is no account yet.\n",
    );
  }));

Deno.test("bad lines and known accounts are left out when that is asked for, and a rehearsal changes nothing", () =>
  inNewFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/users.csv`, BROKEN);
    const rehearsal = await run(folder, "--dry-run", "--skip-bad");
    assertEquals(rehearsal.code, 0);
    assertStringIncludes(rehearsal.out, "1 account would be imported. Lines left out: 4.");
    assertEquals(await list(folder), []);
    assertEquals((await run(folder, "--skip-bad")).code, 0);
    assertEquals(await list(folder), ["ada@example.org"]);

    await Deno.writeTextFile(
      `${folder}/users.csv`,
      `email,name,password_hash\nada@example.org,Other,${HASH}\nbo@example.org,Bo,${HASH}\n`,
    );
    const refused = await run(folder);
    assertEquals(refused.code, 1);
    assertStringIncludes(refused.err, 'Line 2: "ada@example.org" has an account here already.');
    assertStringIncludes(refused.err, "--skip-existing");
    assertEquals(await list(folder), ["ada@example.org"]);
    assertEquals((await run(folder, "--skip-existing")).code, 0);
    assertEquals(await list(folder), ["ada@example.org", "bo@example.org"]);
    const { out } = await runTask("user", folder, { args: ["list", "ada@"] });
    assert(!out.includes("Other"), "who was here stays as they are");
  }));

Deno.test("a file that is not there, or is no table, is told in plain words", () =>
  inNewFolder(async (folder) => {
    assertMatch((await run(folder)).err, /^There is no file users\.csv\.$/m);
    await Deno.writeTextFile(`${folder}/users.csv`, 'email,name,password_hash\n"ada,Ada');
    const { code, err } = await run(folder);
    assertEquals([code, err], [
      1,
      "Line 2: its quotes do not fit together.\nNothing is imported.\n",
    ]);
  }));
