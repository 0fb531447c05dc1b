import { assertEquals, assertStringIncludes } from "@std/assert";
import { type TestApp, testApp } from "../support/app.ts";
import { askForReset, pathTo, submitAnyway } from "../support/links.ts";

const ADA = "ada@example.org";
const NEW = { password: "nine quiet lanterns drift" };

/** Ada has asked for a new password. */
async function withLink(env = {}) {
  const app = await testApp(env);
  const user = await app.person("Ada");
  return { app, user, path: await askForReset(app, ADA) };
}

/** What a page of a dead link says, whyever it is dead. */
async function assertDead(app: TestApp, path: string, wayOn = "/forgot") {
  for (
    const { status, text } of [
      await app.visitor().get(path),
      await submitAnyway(app.visitor(), path, NEW),
    ]
  ) {
    assertEquals(status, 410);
    assertStringIncludes(text, "This link does not work any more");
    assertStringIncludes(text, `href="${wayOn}"`);
  }
}

Deno.test("opening the link ten times, by GET and by HEAD, does not use it up", async () => {
  const { app, path } = await withLink();
  await using _ = app;
  const scanner = app.visitor();
  for (let i = 0; i < 10; i++) {
    assertEquals((await scanner.get(path)).status, 200);
    assertEquals((await scanner.send(path, { method: "HEAD" })).status, 200);
  }
  assertEquals((await app.visitor().submit(path, NEW)).status, 303);
});

Deno.test("of 20 who use one link at once, one wins, and its password counts", async () => {
  const { app, path } = await withLink();
  await using _ = app;
  const tries = Array.from({ length: 20 }, (_, index) => ({
    visitor: app.visitor(),
    password: `${NEW.password} ${index}`,
  }));
  const answers = await Promise.all(
    tries.map(({ visitor, password }) => visitor.submit(path, { password })),
  );
  const won = answers.map(({ status }) => status).flatMap((s, index) => s === 303 ? [index] : []);
  assertEquals(won.length, 1);
  assertEquals(answers.filter(({ status }) => status === 410).length, 19);
  const { password } = tries[won[0]!]!;
  assertEquals((await app.visitor().login(ADA, password)).status, 303);
  assertEquals((await app.mails()).filter(({ subject }) => /was changed/.test(subject)).length, 1);
});

const DEADLY: [what: string, event: (app: TestApp, path: string) => unknown][] = [
  ["that was used", (app, path) => app.visitor().submit(path, NEW)],
  ["two hours old", (app) => app.wait(7200)],
  ["an hour old", (app) => app.wait(3600)],
  ["older than another one", (app) => askForReset(app, ADA)],
];

for (const [what, event] of DEADLY) {
  Deno.test(`a link ${what} is dead, and its page shows a way on`, async () => {
    const { app, path } = await withLink();
    await using _ = app;
    await event(app, path);
    await assertDead(app, path);
  });
}

const NEVER_ANY = [
  "/reset/x",
  `/reset/${"A".repeat(43)}`,
  "/reset/%00",
  `/reset/${"a".repeat(3000)}`,
];

for (const path of NEVER_ANY) {
  Deno.test(`${path.slice(0, 20)} is as dead as a link that was used`, async () => {
    await using app = await testApp();
    await assertDead(app, path);
  });
}

Deno.test("a link to verify an address changes no password", async () => {
  await using app = await testApp();
  await app.visitor().register("Ada");
  const path = await pathTo(app, ADA);
  await assertDead(app, path.replace("verify", "reset"));
});

Deno.test("a new password kills all other links of the same person", async () => {
  await using app = await testApp();
  await app.visitor().register("Ada");
  const path = await pathTo(app, ADA);
  assertEquals((await app.visitor().get(path)).status, 200);
  await app.visitor().submit(await askForReset(app, ADA), NEW);
  await assertDead(app, path, "/login");
});
