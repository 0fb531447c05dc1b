/** Instances whose clocks disagree by half a minute. */
import { assertEquals, assertMatch } from "@std/assert";
import { add, address } from "../support/appointments.ts";
import { fill } from "../support/appointment_pages.ts";
import { at, instances } from "../support/instances.ts";
import { askForReset } from "../support/links.ts";
import { UNDO, undoIn } from "../support/undo.ts";
import { tokenIn } from "../support/visitor.ts";
import { ADA, fail } from "../support/throttles.ts";

const SECONDS = 30;

/** Two instances, and which of them is ahead. */
const CLOCKS = [["the first", 0, 1], ["the second", 1, 0]] as const;

/** Ada has signed in at the first. */
async function apart(ahead: number) {
  const all = await instances([{ SESSION_IDLE_TIMEOUT: "300" }, { SESSION_IDLE_TIMEOUT: "300" }]);
  all.apps[ahead]!.wait(SECONDS);
  await all.apps[0].person("Ada");
  const ada = all.apps[0].visitor();
  await ada.login(ADA);
  return { all, ada, [Symbol.asyncDispose]: () => all[Symbol.asyncDispose]() };
}

for (const [who, ahead, behind] of CLOCKS) {
  const name = (what: string) => `with ${who} instance half a minute ahead, ${what}`;

  Deno.test(name("nobody is signed out by going to and fro"), async () => {
    await using both = await apart(ahead);
    const { all, ada } = both;
    for (let minute = 0; minute < 12; minute++) {
      assertEquals((await at(all.apps[minute % 2]!, ada).get("/account")).status, 200);
      assertEquals((await at(all.apps[(minute + 1) % 2]!, ada).get("/appointments")).status, 200);
      all.wait(120);
    }
  });

  Deno.test(name("a new token overtakes no page, and Undo works at the other"), async () => {
    await using both = await apart(ahead);
    const { all: { apps }, ada } = both;
    await at(apps[0], ada).get("/account");
    for (const [renewer, other] of [[apps[0], apps[1]], [apps[1], apps[0]]] as const) {
      const tab = Object.assign(other.visitor(), { cookies: new Map(ada.cookies) });
      assertEquals((await at(renewer, ada).confirm()).status, 303);
      assertEquals((await tab.get("/account")).headers.getSetCookie(), []);
      assertEquals(await at(other, ada).name(), "Ada");
    }
    await add(ada);
    await fill(at(apps[ahead], ada), `${await address(ada)}/delete`);
    const { text } = await at(apps[ahead], ada).get("/appointments");
    await at(apps[behind], ada).post(UNDO, { csrf_token: tokenIn(text)!, undo: undoIn(text) });
    assertMatch(await address(ada), /appointments/);
  });

  Deno.test(name("a mailed link is good at once, and a password just made lets in"), async () => {
    await using both = await apart(ahead);
    const { all: { apps } } = both;
    const path = await askForReset(apps[ahead], ADA);
    const password = "quite another one now";
    assertEquals((await apps[behind].visitor().submit(path, { password })).status, 303);
    const visitor = apps[ahead].visitor();
    assertEquals((await visitor.login(ADA, password)).status, 303);
    assertEquals((await at(apps[behind], visitor).get("/account/password")).status, 200);
  });

  Deno.test(name("failed tries count at both"), async () => {
    await using both = await apart(ahead);
    const { all: { apps } } = both;
    const answers = [
      ...await fail(apps[ahead].visitor(), 5),
      ...await fail(apps[behind].visitor(), 5),
    ];
    assertEquals(new Set(answers), new Set(["401"]));
    for (const app of apps) assertEquals((await app.visitor().login(ADA)).status, 429);
  });
}
