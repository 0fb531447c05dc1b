/** What an open page does when its login is over: it says so within seconds, and shows nothing any more. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "../support/browser.ts";
import { appTest } from "./app.ts";
import { addAppointment, register, signIn } from "./person.ts";

const message = (page: Page) => page.getByRole("alert");
const signedOut = (page: Page) =>
  message(page).getByRole("heading", { name: "You are signed out" }).waitFor();

/** All that a page holds, whether it can be seen or not. */
const holds = async (page: Page, text: string) => (await page.content()).includes(text);

const cameBack = (page: Page) => page.evaluate("dispatchEvent(new Event('focus'))");

async function signOut(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/account`);
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.getByText("You are signed out.").waitFor();
}

async function withNote(page: Page, origin: string): Promise<void> {
  await register(page, origin);
  await addAppointment(page, "Private matter");
  await page.goto(`${origin}/appointments`);
  await page.getByText("Private matter").waitFor();
}

appTest(
  "signed out in another tab, a page says so within seconds and keeps nothing",
  async (page, origin, context) => {
    await withNote(page, origin);
    await signOut(await context.newPage(), origin);
    await message(page).waitFor({ timeout: 8000 });
    await signedOut(page);
    for (const secret of ["Private matter", "Ada"]) assert(!await holds(page, secret), secret);
    assertEquals(await page.title(), "Cloakroom");
    assert(await message(page).evaluate((alert) => alert === document.activeElement));
    await page.getByRole("link", { name: "Sign in again" }).click();
    await page.waitForURL(`${origin}/login?next=%2Fappointments`);
  },
);

/** Has a form filled in, and ends its login from another browser. */
async function lostWhileTyping(page: Page, origin: string): Promise<void> {
  await register(page, origin);
  await page.goto(`${origin}/appointments/new`);
  await page.getByLabel("Title").fill("Half a thought");
  const elsewhere = await page.context().browser()!.newContext();
  const other = await elsewhere.newPage();
  await signIn(other, origin);
  await other.waitForURL(`${origin}/appointments`);
  await other.goto(`${origin}/account/sessions`);
  await other.getByRole("button", { name: "Sign out everywhere else" }).click();
  await other.getByText("signed out").first().waitFor();
  await elsewhere.close();
  await signedOut(page);
  assert(!await page.getByLabel("Title").isVisible());
  assert(!await page.locator("[data-user]").isVisible());
}

appTest(
  "ended in another browser, what was typed waits and comes back with its person",
  async (page, origin, context) => {
    await lostWhileTyping(page, origin);
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name: "Sign in again" }).click();
    const tab = await opened;
    await tab.getByText("You were signed out from Chrome on Linux").waitFor();
    await tab.getByLabel("Email").fill("ada@example.org");
    await tab.getByLabel("Password", { exact: true }).fill("plum orbit candle seven");
    await tab.getByRole("button", { name: "Sign in", exact: true }).click();
    await tab.waitForURL(`${origin}/appointments/new`);
    await cameBack(page);
    await page.getByLabel("Title").waitFor();
    assertEquals(await page.getByLabel("Title").inputValue(), "Half a thought");
    assertEquals(await page.title(), "New appointment · Cloakroom");
    assertEquals(await page.evaluate("document.activeElement.id"), "title");
    assertEquals(await message(page).count(), 0);

    await page.getByRole("button", { name: "Save" }).click(); // with the proof of the login before
    await page.getByRole("link", { name: "Open the form again" }).click();
    await page.getByText("Here is what you typed; please check it and send it.").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Your appointment is saved.").waitFor();
    await page.getByRole("link", { name: "Half a thought" }).waitFor();
  },
);

appTest(
  "what was typed is gone as soon as somebody else signs in",
  async (page, origin, context) => {
    await lostWhileTyping(page, origin);
    const tab = await context.newPage();
    await tab.goto(`${origin}/register`);
    await tab.getByLabel("Name").fill("Bob");
    await tab.getByLabel("Email").fill("bob@example.org");
    await tab.getByLabel("Password", { exact: true }).fill("plum orbit candle seven");
    await tab.getByRole("button", { name: "Create account" }).click();
    await tab.waitForURL(`${origin}/appointments`);
    await cameBack(page);
    await message(page).getByRole("heading", { name: "Somebody else is signed in now" }).waitFor();
    assertEquals(await page.locator("input").count(), 0);
    assert(!await holds(page, "Ada"));
    await page.getByRole("link", { name: "Home page" }).click();
    assertEquals(await page.locator("[data-user]").textContent(), "Bob");
  },
);

appTest(
  "what was refused and stands there again counts as typed",
  async (page, origin, context) => {
    await register(page, origin);
    await page.goto(`${origin}/appointments/new`);
    await page.getByLabel("Title").fill("Backwards");
    await page.getByLabel("Starts").fill("2099-01-05T09:30");
    await page.getByLabel("Ends").fill("2099-01-05T09:00");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").waitFor();
    await context.clearCookies();
    await signedOut(page);
    assertEquals(await page.locator("#title").inputValue(), "Backwards");
  },
);

/** Browsers that are driven by tests keep no pages for Back; this is what a page is told by one that does. */
const frozen = (page: Page, type: "pagehide" | "pageshow") =>
  page.evaluate((type) => {
    dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
  }, type);

const isHidden = (page: Page) => page.getByText("Private matter").isHidden();

appTest(
  "a page that Back brings out of memory is hidden until it is certain who is there",
  async (page, origin, context) => {
    await withNote(page, origin);
    await frozen(page, "pagehide");
    assert(await isHidden(page));
    await context.setOffline(true);
    await frozen(page, "pageshow");
    await page.waitForTimeout(200);
    assert(await isHidden(page), "nobody knows");
    await context.setOffline(false);
    await page.getByText("Private matter").waitFor();

    await frozen(page, "pagehide");
    await signOut(await context.newPage(), origin);
    await frozen(page, "pageshow");
    await signedOut(page);
    assert(!await holds(page, "Private matter"));
  },
);

appTest(
  "a server in trouble signs nobody out, and is asked less often",
  async (page, origin) => {
    await withNote(page, origin);
    await page.clock.install();
    await page.reload();
    let questions = 0;
    const answers = [503, 500, 204, 200, 404];
    await page.route("**/presence", (route) => {
      const status = answers[questions++ % answers.length]!;
      return status === 503 ? route.abort() : route.fulfill({ status, body: "<h1>Trouble</h1>" });
    });
    await page.locator(".shell").waitFor();
    for (let minute = 0; minute < 6; minute++) await page.clock.runFor(60_000);
    assert(questions >= 5 && questions <= 12, `${questions} questions in six minutes`);
    assert(await page.getByText("Private matter").isVisible());
    assertEquals(await message(page).count(), 0);
  },
);
