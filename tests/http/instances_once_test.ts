/** What counts once counts once over all instances of the app, also when all are asked at the same moment. */
import { assertEquals } from "@std/assert";
import { add, address, DENTIST } from "../support/appointments.ts";
import { fill, formIn } from "../support/appointment_pages.ts";
import { calendar, event } from "../support/imports.ts";
import { at, overBoth, type Place } from "../support/instances.ts";
import { build } from "../support/process.ts";
import { UNDO, undoIn } from "../support/undo.ts";
import { uploaded } from "../support/uploads.ts";
import { type Answer, tokenIn, type Visitor } from "../support/visitor.ts";
import { until } from "../support/waiting.ts";

await build();

const ADA = "ada@example.org";

/** Does the same eight times at once, by turns at each instance. */
function atOnce(
  places: readonly [Place, Place],
  visitor: Visitor,
  send: (browser: Visitor, i: number) => Promise<Answer>,
): Promise<Answer[]> {
  const browsers = Array.from({ length: 8 }, (_, i) => at(places[i % 2]!, visitor));
  return Promise.all(browsers.map(send));
}

function count(answers: readonly Answer[], wanted: number): number {
  return answers.filter(({ status }) => status === wanted).length;
}

/** Somebody with a new account, whose first mail is there. */
async function signedIn(place: Place): Promise<Visitor> {
  const visitor = place.visitor();
  await mailedPath(place, () => visitor.register("Ada"));
  return visitor;
}

/** The path of the link that something causes to be mailed, as an app shows it that has no mail server. */
async function mailedPath(place: Place, cause: () => Promise<Answer>): Promise<string> {
  const links = async () => {
    const { text } = await place.visitor().get("/dev/outbox");
    return [...text.matchAll(/https?:\/\/[^"/]+(\/(?:reset|verify)\/[\w-]{43})/g)]
      .map(([, path]) => path!);
  };
  const before = await links();
  await cause();
  // It is written after the answer.
  const look = async () => (await links()).find((path) => !before.includes(path));
  return await until("a mail with a link", look);
}

async function listed(visitor: Visitor): Promise<number> {
  const { text } = await visitor.get("/appointments");
  return new Set(text.match(/\/appointments\/[\w-]{36}/g)).size;
}

overBoth("one-time tokens: a link for a new password sets one", async (one, two) => {
  const ada = await signedIn(one);
  const path = await mailedPath(one, () => two.visitor().submit("/forgot", { email: ADA }));
  const stranger = two.visitor();
  const csrf_token = tokenIn((await stranger.get(path)).text)!;
  const words = (i: number) => `another password ${i} of many`;
  const answers = await atOnce(
    [one, two],
    stranger,
    (browser, i) => browser.post(path, { csrf_token, password: words(i) }),
  );
  assertEquals([count(answers, 303), count(answers, 410)], [1, 7]);
  const winner = answers.findIndex(({ status }) => status === 303);
  assertEquals((await two.visitor().login(ADA, words((winner + 1) % 8))).status, 401);
  assertEquals((await one.visitor().login(ADA, words(winner))).status, 303);
  assertEquals([await ada.name(), await at(two, ada).name()], [null, null]);
});

overBoth("one-time tokens: a link for another address moves the account", async (one, two) => {
  const ada = await signedIn(one);
  const email = "ada@elsewhere.example";
  const path = await mailedPath(
    two,
    () => at(one, ada).submit("/account/profile", { name: "Ada", email, time_zone: "UTC" }),
  );
  const csrf_token = tokenIn((await ada.get(path)).text)!;
  const answers = await atOnce([one, two], ada, (browser) => browser.post(path, { csrf_token }));
  assertEquals([count(answers, 303), count(answers, 410)], [1, 7]);
  assertEquals((await two.visitor().login(email)).status, 303);
});

overBoth("undo: what was deleted comes back", async (one, two) => {
  const ada = await signedIn(one);
  await add(ada);
  await fill(at(two, ada), `${await address(ada)}/delete`);
  const { text } = await at(one, ada).get("/appointments");
  const fields = { csrf_token: tokenIn(text)!, undo: undoIn(text) };
  await atOnce([one, two], ada, (browser) => browser.post(UNDO, fields));
  assertEquals([await listed(at(one, ada)), await listed(at(two, ada))], [1, 1]);
  await at(two, ada).post(UNDO, fields);
  assertEquals(await listed(ada), 1);
});

overBoth("a form makes one appointment", async (one, two) => {
  const ada = await signedIn(one);
  const form = { ...formIn((await ada.get("/appointments/new")).text), ...DENTIST };
  const answers = await atOnce(
    [one, two],
    ada,
    (browser) => browser.post("/appointments/new", form),
  );
  assertEquals([count(answers, 303), await listed(ada)], [8, 1]);
});

overBoth("a file is imported", async (one, two) => {
  const ada = await signedIn(one);
  const times = ["DTSTART:20991123T083000Z", "DTEND:20991123T093000Z"];
  const three = [1, 2, 3].flatMap((i) => event(`SUMMARY:Number ${i}`, ...times));
  const path = await uploaded(ada, calendar(...three));
  const csrf_token = tokenIn((await at(two, ada).get(path)).text)!;
  const answers = await atOnce([one, two], ada, (browser) => browser.post(path, { csrf_token }));
  assertEquals([count(answers, 303), await listed(ada)], [8, 3]);
});

overBoth("an address gets one account", async (one, two) => {
  const browsers = [one, two, one, two].map((place) => place.visitor());
  const answers = await Promise.all(browsers.map((browser) => browser.register("Ada")));
  assertEquals([count(answers, 303), count(answers, 422)], [1, 3]);
  const names = await Promise.all(browsers.map((browser) => browser.name()));
  assertEquals(names.filter((name) => name !== null), ["Ada"]);
});
