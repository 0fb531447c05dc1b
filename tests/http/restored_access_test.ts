import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { program } from "../support/api.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { SECRET } from "../support/constants.ts";
import { askForReset } from "../support/links.ts";
import { makeAddress } from "../support/private_address.ts";
import { inNewFolder, runTask } from "../support/process.ts";

const HERE = { DATABASE_URL: "file:book.db", SECRET_KEY: SECRET };

/** All the ways in that Ada has. */
async function waysIn(app: TestApp) {
  const person = await app.person("Ada");
  const ada = await app.visitor().as(person);
  return {
    ada,
    token: (await program(app, person)).token,
    address: await makeAddress(ada),
    link: await askForReset(app, person.email),
  };
}

type Ways = Awaited<ReturnType<typeof waysIn>>;

/** What each of them still opens: name, API, calendar, link. */
async function opened(app: TestApp, { ada, token, address, link }: Ways) {
  const browser = Object.assign(app.visitor(), { cookies: ada.cookies });
  const authorization = `Bearer ${token}`;
  return {
    name: await browser.name(),
    api: (await app.visitor().get("/api/me", { authorization })).status,
    calendar: (await app.visitor().get(address)).status,
    link: (await app.visitor().get(link)).status,
    mails: (await app.db.selectFrom("mails").selectAll().where("sent_at", "is", null).execute())
      .length,
  };
}

/** Takes a backup of Ada's book, restores it elsewhere, and goes there with all her ways in. */
async function afterRestore(
  options: string[],
  test: (app: TestApp, ways: Ways, told: string) => Promise<void>,
): Promise<void> {
  await inNewFolder(async (folder) => {
    // Without a mail server the outbox would have the mails at once.
    const env = { SMTP_URL: "smtp://127.0.0.1:9", SECRET_KEY: SECRET };
    const url = (name: string) => ({ ...env, DATABASE_URL: `file:${folder}/${name}.db` });
    const ways = await (async () => {
      await using app = await testApp(url("book"));
      const ways = await waysIn(app);
      const { mails, ...open } = await opened(app, ways);
      assertEquals(open, { name: "Ada", api: 200, calendar: 200, link: 200 });
      assertEquals(mails > 0, true);
      return ways;
    })();
    await runTask("backup", folder, { args: ["copy.db"], env: HERE });
    const env2 = { ...HERE, DATABASE_URL: "file:other.db" };
    const { err } = await runTask("restore", folder, { args: ["copy.db", ...options], env: env2 });
    await using app = await testApp(url("other"));
    await test(app, ways, err);
  });
}

Deno.test("a restored book lets in only by the password: what was ended since would be open again", () =>
  afterRestore([], async (app, ways, told) => {
    assertEquals(await opened(app, ways), {
      name: null,
      api: 401,
      calendar: 404,
      link: 410,
      mails: 0,
    });
    assertMatch(
      told,
      /^Ended, as it may have been since: 1 login, 1 API token, 1 private address, 1 mailed link, \d waiting mails\./,
    );
    assertStringIncludes(
      told,
      "Passwords, and who is an administrator or switched off, are as they",
    );
    assertEquals((await app.visitor().login("ada@example.org")).status, 303);
  }));

Deno.test("whose login a restore has ended is told so, and finds it in the history", () =>
  afterRestore([], async (app, { ada }) => {
    const browser = Object.assign(app.visitor(), { cookies: ada.cookies });
    await browser.get("/appointments");
    assertStringIncludes(
      (await browser.get("/login")).text,
      "You were signed out because this site went back to a backup on ",
    );
    await browser.login("ada@example.org");
    const { text } = await browser.get("/account/history");
    assertStringIncludes(text, "A device was signed out: this site went back to a backup");
    assertMatch(text, /API token “[^”]*” revoked/);
    assertStringIncludes(text, "Private calendar address stopped");
  }));

Deno.test("with --keep-logins all is as it was: for a move, where nothing has happened since", () =>
  afterRestore(["--keep-logins"], async (app, ways, told) => {
    const { mails, ...open } = await opened(app, ways);
    assertEquals(open, { name: "Ada", api: 200, calendar: 200, link: 200 });
    assertEquals(mails > 0, true);
    assertMatch(told, /^Logins, .* are as they were then, also what was ended since\./);
  }));
