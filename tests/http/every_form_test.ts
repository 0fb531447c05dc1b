/** Nothing that is typed is lost, whatever the form: a walk through all pages finds them. */
import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { keysOf } from "@/lib/auth/keys.ts";
import { sha256 } from "@/lib/crypto/digest.ts";
import { write } from "@/lib/db/open.ts";
import { adminPerson } from "../support/admins.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { add } from "../support/appointments.ts";
import type { Client } from "../support/client.ts";
import { crawl } from "../support/crawl.ts";
import { filledAgain, formsIn, type PageForm, shownIn } from "../support/forms.ts";
import { routeFiles } from "../support/route_files.ts";
import { make } from "../support/tokens.ts";
import { asSent, isTyped, typeInto } from "../support/typing.ts";
import { type Answer, PASSWORD } from "../support/visitor.ts";

const ADA = "ada@example.org";
const DAY = 86_400;

/** Where nothing is typed, or nothing but a password; the same as in `routes/_middleware.tsx`. */
const NOTHING_TYPED = ["/logout", "/confirm", "/theme", "/appointments/undo"];
/** Their address is a secret. */
const BY_LINK = ["/reset/:token", "/verify/:token"];

/** What it is about waits half an hour itself; see `import_late_test.ts`. */
const PASSING = ["/appointments/import/:id"];

interface Found {
  /** Where the form stands. */
  readonly page: string;
  readonly form: PageForm;
}

/** Ada, who is an administrator, has something of everything, and the forms that she meets. */
async function world() {
  const app = await testApp();
  const user = await adminPerson(app, "Ada");
  await adminPerson(app, "Bo"); // one has to stay when Ada goes
  const ada = await app.visitor().as(user);
  await add(ada);
  await make(ada);
  const refill = () => fill(app, ada);
  await refill();
  const from = ["/", "/logout", "/confirm", "/theme", "/appointments"];
  return { app, ada, refill, forms: formsOf(await crawl(ada, from)) };
}

/** What goes when somebody signs in or out. */
async function fill(app: TestApp, ada: Client): Promise<void> {
  await app.visitor().login(ADA);
  await ada.submit("/lab/session", { key: "a", value: "b", type: "text", action: "set" });
  await ada.submit("/lab/cookies", { name: "lab_a", value: "b", path: "/", action: "set" });
}

/** Each form once, on the page of its path where it stands there. */
function formsOf(pages: Map<string, Answer>): Found[] {
  const found = [...pages].flatMap(([page, answer]) =>
    formsIn(answer).map((form) => ({ page, form }))
  );
  const isAtHome = ({ page, form }: Found) => page.split("?")[0] === form.action;
  const sorted = [...found.filter(isAtHome), ...found.filter((one) => !isAtHome(one))];
  return [...new Map(sorted.toReversed().map((one) => [kindOf(one.form), one])).values()];
}

/** What tells forms apart, whatever they are about. */
function kindOf({ action, hidden, controls, button }: PageForm): string {
  const names = [...Object.keys(hidden), ...controls.map(({ name }) => name)];
  const path = action.replace(/[\w-]{36}/, "ID");
  return [path, hidden.action ?? Object.keys(button), ...names.toSorted()].join(" ");
}

const { app, ada, refill, forms } = await world();
Deno.test.afterAll(async () => await app[Symbol.asyncDispose]());

const typedForms = forms.filter(({ form }) => form.controls.some(isTyped));
const buttons = forms.filter(({ form }) => form.controls.length === 0);

Deno.test("the walk finds the forms of all routes that take any", async () => {
  const taking = (await routeFiles()).filter(({ text, group }) =>
    /\bPOST\b/.test(text) && group !== "api" && group !== "guest"
  ).map(({ pattern }) => pattern);
  const found = new Set(forms.map(({ form }) => form.action.replace(/[\w-]{36}/, ":id")));
  const elsewhere = [...NOTHING_TYPED, ...BY_LINK, ...PASSING];
  assertEquals(taking.filter((one) => !found.has(one) && !elsewhere.includes(one)), []);
  assert(typedForms.length >= 7, "of most is known what is typed there");
});

/** How a login may be over when a form is sent. */
const ENDS: Record<string, (app: TestApp, visitor: Client) => unknown> = {
  "was ended elsewhere": async ({ db, clock }, visitor) => {
    const token = await visitor.session((session) => session.get("_login")!);
    await write(
      db,
      (trx) =>
        trx.updateTable("sessions").set({ ended_at: clock(), end_reason: "ended_by_owner" })
          .where("token_hash", "=", sha256(token)).execute(),
    );
  },
  "was idle for too long": (app) => app.wait(DAY + 1),
  "lost its cookie": (_, visitor) => visitor.cookies.delete("session"),
  "has made room for a new one": async (_, visitor) => {
    await visitor.logout();
    await visitor.login(ADA);
  },
};

let n = 0;

/** Ada opens a form and fills it in; meanwhile her login ends. She sends what she has. */
async function sendLate({ page, form }: Found, end: (typeof ENDS)[string]) {
  if (await ada.name() === null) await ada.login(ADA);
  await refill();
  app.wait(61); // her own device was seen last, and so is the first of the list
  const now = formsIn(await ada.get(page)).findLast((one) => kindOf(one) === kindOf(form));
  assert(now, `the form on ${page} is gone`);
  const typed = typeInto(now, ++n, page === "/login" ? { email: ADA } : {});
  await end(app, ada);
  const sent = { csrf_token: now.token, ...now.hidden, ...now.button, ...asSent(now, typed) };
  const answer = await ada.post(now.action, { ...sent, password: PASSWORD });
  assertEquals(answer.status, 403);
  return { now, typed, answer };
}

/** Does what the page of a refused form says: back to the form, or to sign in first. */
async function goBack({ text }: Answer): Promise<Answer> {
  const href = /<div class="actions"><a [^>]*href="([^"]+)"/.exec(text)![1]!;
  if (!href.startsWith("/login?next=")) return await ada.get(href);
  const next = decodeURIComponent(href.slice("/login?next=".length));
  const { headers } = await ada.login(ADA, PASSWORD, { next });
  assertEquals(headers.get("location"), next);
  return await ada.get(next);
}

for (const [how, end] of Object.entries(ENDS)) {
  for (const found of typedForms) {
    const name = `${found.form.action} (${found.form.controls.map(({ name }) => name).join(", ")})`;
    Deno.test(`a login ${how}: what was typed into ${name} is there again, and can be sent`, async () => {
      const { now, typed, answer } = await sendLate(found, end);
      assertStringIncludes(answer.text, "What you typed is kept for 30 minutes.");
      await assertSealed(Object.values(typed));
      const form = filledAgain(await goBack(answer));
      assert(form, "no form is filled in");
      assertEquals(shownIn(form), typed);
      assertStringIncludes(form.notice, "Not sent yet. Here is what you typed");
      assertEquals(Object.keys(form.hidden), ["kept_form", ...Object.keys(now.hidden)]);
      const again = { csrf_token: form.token, ...form.hidden, ...now.button };
      const taken = await ada.post(form.action, { ...again, ...asSent(form, shownIn(form)) });
      assert(taken.status < 400, `${taken.status} ${/field-error[^<]*<?/.exec(taken.text)}`);
      if (await ada.name() === null) await ada.login(ADA);
      assertEquals(filledAgain(await ada.get(form.action)), undefined);
    });
  }
}

/** Nothing of what was typed can be read in the database, and no password is there at all. */
async function assertSealed(typed: string[]): Promise<void> {
  const rows = await app.db.selectFrom("kept_forms").selectAll().execute();
  const raw = JSON.stringify(rows);
  const long = typed.filter((text) => text.length > 12);
  for (const text of [...long, PASSWORD]) assertFalse(raw.includes(text));
  for (const { sealed } of rows) {
    assertFalse(keysOf(app.config).form.open(sealed)!.includes(PASSWORD));
  }
}

for (const found of buttons) {
  const { action, hidden } = found.form;
  const name = [action.replace(/[\w-]{36}/, "ID"), ...Object.keys(hidden)].join(" ");
  const isKept = Object.keys(hidden).length > 0 && !NOTHING_TYPED.includes(action);
  Deno.test(`the button of ${name} is ${isKept ? "found again" : "promised nothing"} after a login was ended elsewhere`, async () => {
    const { now, answer } = await sendLate(found, ENDS["was ended elsewhere"]!);
    assertEquals(answer.text.includes("is kept for 30 minutes"), isKept);
    if (!isKept) return;
    await goBack(answer);
    await refill(); // what the button was about may have gone with the login
    const form = filledAgain(await ada.get(now.action));
    assert(form, "no form is filled in");
    assertEquals([form.action, form.hidden.action], [now.action, now.hidden.action]);
    assertStringIncludes(form.notice, "You were about to");
    assertStringIncludes(form.notice, "If you still want it, press the button once more.");
  });
}
