import { assert, assertEquals, assertRejects } from "@std/assert";
import { HttpError } from "fresh";
import { authenticate, requestDeletion, setActive, startLogin } from "@/lib/auth/mod.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { askForReset } from "../support/links.ts";
import { sessionRows } from "../support/members.ts";
import { PASSWORD } from "../support/visitor.ts";

const ADA = "ada@example.org";
const NEW = "quite another one now";
const device = { userAgent: "", address: "192.0.2.1" };

const CHANGES: Record<string, (app: TestApp) => Promise<unknown>> = {
  "gets another password": async (app) => {
    await app.visitor().submit(await askForReset(app, ADA), { password: NEW });
  },
  "is switched off": async (app) => {
    const { id: userId } = await person(app);
    await setActive(app, { userId, isActive: false, by: "task", device });
  },
  "is given up": async (app) => {
    const user = await person(app);
    await app.visitor().session((session) => requestDeletion(app, { user, device, session }));
  },
};

async function person({ db }: TestApp) {
  const { id } = await db.selectFrom("users").select("id").executeTakeFirstOrThrow();
  return { id, email: ADA, name: "Ada", isAdmin: false, isVerified: false, timeZone: "UTC" };
}

for (const [what, change] of Object.entries(CHANGES)) {
  Deno.test(`no login starts in an account that ${what} while its password is looked at`, async () => {
    await using app = await testApp();
    await app.person("Ada");
    const found = await authenticate(app, { email: ADA, password: PASSWORD, device, known: null });
    assert(found.ok);
    await change(app);
    const options = { remember: false, isNewDevice: true, device };
    await assertRejects(
      () => app.visitor().session((session) => startLogin(app, session, found.user, options)),
      HttpError,
      "changed while you were signing in",
    );
    assertEquals(await sessionRows(app), []);
  });
}

Deno.test("of many who sign in with the old password while the owner chooses a new one, none is in", async () => {
  await using app = await testApp();
  await app.person("Ada");
  const path = await askForReset(app, ADA);
  const others = Array.from({ length: 8 }, () => app.visitor());
  const tries = others.map((other) => other.login(ADA));
  const changed = await app.visitor().submit(path, { password: NEW });
  assertEquals(changed.status, 303);
  const answers = await Promise.all(tries);
  assert(answers.every(({ status, text }) => status === 303 || !text.includes("Welcome back")));
  const names = await Promise.all(others.map((other) => other.name()));
  assertEquals(names.filter((name) => name !== null), []);
});
