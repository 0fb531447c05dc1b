import { assert, assertEquals } from "@std/assert";
import { CHROME, FIREFOX } from "../../support/browsers.ts";
import { tokenIn, type Visitor } from "../../support/visitor.ts";
import { ADDRESS_PAGE, shownAddress } from "../../support/private_address.ts";
import { mailedPath, type Stage } from "./mails.ts";

export const ADA = "ada@example.org";
/** It stands in the field again, where it was typed, and nowhere else. */
export const AS_EMAIL = "a password typed as an email address";
/** Here a program puts its token into an address, where none belongs. */
export const BY_MISTAKE = "/api/me?access_token=";
const ADA_AT_WORK = "ada@work.example";

/** Sends a form, and expects this status. */
async function send(
  visitor: Visitor,
  path: string,
  fields: Record<string, string>,
  status: number,
  form = path,
) {
  const answer = await visitor.submit(path, fields, form);
  assertEquals(answer.status, status, `${path}: ${answer.text.slice(0, 3000)}`);
  return answer;
}

/** Ada makes an account, mistypes, and signs in on two devices. Returns one that is remembered. */
export async function signUpAndIn(stage: Stage): Promise<Visitor> {
  const { witness } = stage;
  const ada = witness.visitor(FIREFOX);
  const password = witness.chosen("the first password", "marble kettle first Lantern");
  const refused = witness.chosen("a password that is refused", "iloveyouiloveyou");
  const fields = { name: "Ada", email: ADA };
  await send(ada, "/register", { ...fields, password: refused }, 422);
  await send(ada, "/register", { ...fields, password }, 303);
  await mailedPath(stage, ADA, "verify"); // which she leaves for later
  await ada.get("/appointments");
  await send(ada, "/logout", {}, 303);
  const wrong = witness.chosen("a wrong password", "marble kettle worst Lantern");
  await send(ada, "/login", { email: ADA, password: wrong }, 401);
  await send(ada, "/login", { email: "nobody@example.org", password: wrong }, 401);
  const asEmail = witness.chosen(AS_EMAIL, "marble kettle slip Lantern");
  await send(ada, "/login", { email: asEmail, password: ADA }, 401);
  await ada.get(`/login?next=${encodeURIComponent("/appointments/new?a=b")}`);
  await send(ada, "/login", { email: ADA, password }, 303);
  const phone = witness.visitor(CHROME);
  await send(phone, "/login", { email: ADA, password, remember: "on" }, 303);
  await ada.get("/"); // is told of the new device
  const slip = witness.chosen("a password typed elsewhere", "marble/kettle+slip&Lantern");
  // No page's form: the browser's back button after a long while.
  assertEquals((await phone.post("/login", { email: ADA, password: slip })).status, 403);
  assertEquals((await phone.post("/nothing/here", { password: slip })).status, 403);
  return phone;
}

/** She confirms who she is, changes her password, forgets it, and gets a new one by mail. */
export async function changePasswords(stage: Stage, phone: Visitor): Promise<string> {
  const { witness } = stage;
  const first = "marble kettle first Lantern";
  const second = witness.chosen("the second password", 'quartz "ribbon" <second> & Falcon');
  const change = { current_password: first, password: second };
  await send(phone, "/account/sessions", change, 303, "/account/password");
  const guess = witness.chosen("a wrong password to confirm", "marble kettle guess Lantern");
  await send(phone, "/confirm", { password: guess }, 401);
  await send(phone, "/confirm", { password: first, next: "/account/password" }, 303);
  await send(phone, "/account/password", { ...change, current_password: guess }, 422);
  await send(phone, "/account/password", change, 303);
  const tablet = witness.visitor();
  await send(tablet, "/forgot", { email: ADA }, 303);
  const link = await mailedPath(stage, ADA, "reset");
  await tablet.get(link);
  await tablet.get("/"); // does not lead back there
  const short = witness.chosen("a password that is too short", "onyx Pebble");
  await send(tablet, link, { password: short }, 422);
  const third = witness.chosen("the third password", "Ölkanne harbor third Möwe");
  await send(tablet, link, { password: third }, 303);
  await tablet.get(link);
  await send(tablet, "/login", { email: ADA, password: third, remember: "on" }, 303);
  return third;
}

/** She proves her address, moves to another, and has a program that uses a token, now and then in the wrong way. */
export async function useAccount(stage: Stage, password: string): Promise<void> {
  const { witness } = stage;
  const ada = witness.visitor(FIREFOX);
  await send(ada, "/login", { email: ADA, password }, 303);
  await send(ada, "/account/profile", { action: "verify" }, 303);
  const proof = await mailedPath(stage, ADA, "verify");
  await send(ada, proof, {}, 303);
  const profile = { name: "Ada L", email: ADA_AT_WORK, time_zone: "Europe/Berlin" };
  await send(ada, "/account/profile", profile, 303);
  const move = await mailedPath(stage, ADA_AT_WORK, "verify");
  await send(ada, move, {}, 303);
  const token = await makeToken(stage, ada);
  const program = witness.visitor("curl/8.5.0");
  const authorization = `Bearer ${token}`;
  assertEquals((await program.get("/api/me", { authorization })).status, 200);
  assertEquals((await program.get("/api/me", { authorization: `Basic ${token}` })).status, 401);
  assertEquals((await program.get("/api/me", { authorization: `${authorization} x` })).status, 400);
  assertEquals((await program.get(`${BY_MISTAKE}${token}`)).status, 401);
  const headers = { authorization, "content-type": "application/json" };
  const init = { method: "POST", headers, body: `{"title": "${token}` };
  assertEquals((await program.send("/api/appointments", init)).status, 400);
  await followCalendar(stage, ada);
  for (const path of ["", "/appointments", "/lab", "/lab/session", "/lab/cookies"]) {
    await ada.get(path);
  }
  for (const page of ["", "/sessions", "/tokens", "/history", "/export.json", "/export.ics"]) {
    assertEquals((await ada.get(`/account${page}`)).status, 200, page);
  }
}

async function makeToken({ witness }: Stage, ada: Visitor): Promise<string> {
  const { text } = await send(
    ada,
    "/account/tokens",
    { name: "cron", scope: "write", expires: "30" },
    201,
  );
  const [token] = /clk_[\w-]{43}/.exec(text) ?? [];
  assert(token, "the page shows the token");
  return witness.made("the API token", token);
}

/** She makes a private address, and a program reads there; then she stops it. */
async function followCalendar({ witness }: Stage, ada: Visitor): Promise<void> {
  await send(ada, ADDRESS_PAGE, { action: "make" }, 303);
  const path = shownAddress(await ada.get(ADDRESS_PAGE))!;
  const [token] = /[\w-]{43}/.exec(path)!;
  witness.made("the token of a private address", token);
  const program = witness.visitor("Thunderbird/140.0");
  assertEquals((await program.get(path)).status, 200);
  await ada.get(path);
  await ada.get("/"); // does not lead back there
  await send(ada, ADDRESS_PAGE, { action: "stop" }, 303);
  assertEquals((await program.get(path)).status, 404);
}

/** An admin whom a task has made looks at Ada's account, and mails her a link. */
export async function administer(stage: Stage, password: string): Promise<void> {
  const grace = stage.witness.visitor();
  await send(grace, "/login", { email: "grace@example.org", password }, 303);
  const { text } = await grace.get("/admin/users");
  const page = /\/admin\/users\/[\w-]{36}/.exec(text.slice(text.indexOf("Ada L") - 200))![0];
  await grace.get(page);
  await send(grace, page, { action: "start-reset" }, 303);
  await grace.get(await mailedPath(stage, ADA_AT_WORK, "reset"));
  await send(grace, page, { action: "end-sessions" }, 303);
  await grace.get(page);
}

/** Somebody comes by way of a mail, in another browser than the one in which they asked, and goes again. */
export async function comeAndGo(stage: Stage): Promise<void> {
  const { witness } = stage;
  const password = witness.chosen("a password that waits for a mail", "velvet anchor fourth Comet");
  const fields = { name: "Cy", email: "cy@example.org", password };
  await send(witness.visitor(), "/register", fields, 303);
  const link = await mailedPath(stage, fields.email, "verify");
  const cy = witness.visitor(CHROME);
  await cy.get(link);
  const wrong = witness.chosen("a wrong password for a link", "velvet anchor wrong Comet");
  await send(cy, link, { password: wrong }, 401);
  await send(cy, link, { password }, 303);
  await send(cy, "/account/delete", { sure: "on" }, 303);
  await send(cy, "/login", { email: fields.email, password }, 303);
  const csrf_token = tokenIn((await cy.get("/account/delete")).text)!;
  assertEquals((await cy.post("/account/delete", { csrf_token, sure: "on" })).status, 303);
}
