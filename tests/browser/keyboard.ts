/** Every flow by keyboard alone, with JavaScript and without. */
import { assertEquals, assertNotEquals } from "@std/assert";
import type { BrowserTestOptions } from "../support/browser.ts";
import type { TestApp } from "../support/app.ts";
import { add } from "../support/appointments.ts";
import { PASSWORD } from "../support/visitor.ts";
import { press, tick, type, typeTime } from "./keys.ts";
import { type Served, servedTest } from "./served.ts";

const EMAIL = "ada@example.org";
const NEW_PASSWORD = "walnut ferry lantern nine";

const WAYS: Record<string, BrowserTestOptions> = {
  "with JavaScript": {},
  "without JavaScript": { javaScriptEnabled: false },
};

/** An appointment of next Monday, made without its form. */
async function addFor(app: TestApp, title: string): Promise<void> {
  const ada = app.visitor();
  await ada.login(EMAIL);
  await add(ada, { title });
}

/** By its role and name, in what the page is about. */
const link = ({ page }: Served, name: string | RegExp) =>
  page.getByRole("main").getByRole("link", { name });
const button = ({ page }: Served, name: string | RegExp) =>
  page.getByRole("main").getByRole("button", { name });
const field = ({ page }: Served, label: string) => page.getByLabel(label, { exact: true });

/** Fills in fields by their labels, and sends them with a button. */
async function send(served: Served, fields: Record<string, string>, label: string): Promise<void> {
  for (const [name, text] of Object.entries(fields)) {
    await type(served.page, field(served, name), text);
  }
  await press(served.page, button(served, label));
}

async function register(served: Served): Promise<void> {
  const { page, origin } = served;
  await page.goto(origin);
  await press(page, link(served, "Create account"));
  const fields = { Name: "Ada", "Email": EMAIL, "Password": PASSWORD };
  await send(served, fields, "Create account");
  await page.waitForURL(`${origin}/appointments`);
}

async function signIn(served: Served, password: string): Promise<void> {
  await send(served, { Email: EMAIL, Password: password }, "Sign in");
  await served.page.waitForURL(`${served.origin}/appointments`);
}

async function signOut({ page }: Served): Promise<void> {
  await press(page, page.getByRole("button", { name: "Sign out" }).first());
  await page.getByText("You are signed out.").waitFor();
}

/** Registered, out, the password forgotten, a new one by mail, and in again. */
async function comingAndGoing(served: Served): Promise<void> {
  const { page, origin } = served;
  await register(served);
  await signOut(served);
  await press(page, page.getByRole("link", { name: "Sign in" }).first());
  await press(page, link(served, "Forgot your password?"));
  await send(served, { Email: EMAIL }, "Send the link");
  await served.app.background.idle();
  await press(page, link(served, "outbox"));
  await press(page, link(served, /\/reset\//).first());
  await send(served, { "New password": NEW_PASSWORD }, "Change password");
  await page.waitForURL(`${origin}/login`);
  await signIn(served, NEW_PASSWORD);
}

/** The pages of one's own account, up to its end, which asks for the password again. */
async function ownAccount(served: Served): Promise<void> {
  const { page, app, origin } = served;
  await register(served);
  await press(page, page.getByRole("link", { name: "Ada, your account" }));
  await press(page, link(served, "Profile").first());
  await send(served, { Name: "Ada Lovelace" }, "Save");
  await page.locator("[data-user]", { hasText: "Ada Lovelace" }).waitFor();
  await press(page, link(served, "API tokens").first());
  await send(served, { Name: "Backup" }, "Make the token");
  await page.getByLabel("Your new API token").waitFor();
  await press(page, button(served, "Revoke Backup"));
  await page.getByText("You have no API tokens.").waitFor();
  for (const name of ["Devices", "History", "Your data"]) {
    await press(page, link(served, name).first());
    await page.getByRole("heading", { level: 1, name }).waitFor();
  }
  app.wait(3600);
  await press(page, link(served, "Delete account").first());
  await tick(page, page.getByRole("checkbox"));
  await press(page, button(served, "Delete my account"));
  await send(served, { Password: PASSWORD }, "Go on");
  await page.getByRole("heading", { name: "Delete account" }).waitFor();
  await press(page, button(served, "Delete my account"));
  await page.waitForURL(`${origin}/`);
}

/** An appointment from its making to its end, and back. */
async function oneAppointment(served: Served): Promise<void> {
  const { page } = served;
  await register(served);
  await press(page, link(served, "New appointment").first());
  await type(page, field(served, "Title optional"), "Dentist");
  await typeTime(page, field(served, "Starts"), "11232026", "0930AM");
  await typeTime(page, field(served, "Ends"), "11232026", "1015AM");
  await press(page, button(served, "Save"));
  await page.getByText("Your appointment is saved.").waitFor();
  await press(page, link(served, "Dentist"));
  await press(page, link(served, "Edit"));
  await send(served, { "Title optional": "Barber" }, "Save");
  await page.getByRole("heading", { name: "Barber" }).waitFor();
  await press(page, link(served, "Duplicate"));
  await send(served, { "Title optional": "Barber again" }, "Save");
  await press(page, link(served, "Barber again").first());
  await deleteIt(served);
  await link(served, "Barber again").waitFor({ state: "detached" });
  await press(page, button(served, "Undo"));
  await page.getByText("Barber again").first().waitFor();
}

/** By the button that asks or, without JavaScript, by the page that asks. */
async function deleteIt(served: Served): Promise<void> {
  const { page } = served;
  const way = page.getByRole("main").getByText("Delete", { exact: true });
  await press(page, way);
  const really = page.getByRole("button", { name: "Really delete?" });
  const onPage = page.getByRole("heading", { name: "Delete this appointment?" });
  await really.or(onPage).waitFor();
  await new Promise((resume) => setTimeout(resume, 600)); // as long as it takes to read the question
  await press(page, await really.isVisible() ? really : button(served, "Delete"));
  await page.locator("[data-flash]", { hasText: "deleted" }).waitFor();
}

/** Through the book: found by a word, by the week and by the month. */
async function wholeBook(served: Served): Promise<void> {
  const { page, app } = served;
  await register(served);
  await addFor(app, "Dentist");
  await press(page, link(served, "Past"));
  await page.getByRole("heading", { level: 1, name: "Past appointments" }).waitFor();
  await press(page, link(served, "See what is coming up"));
  await send(served, { "Search in title and location": "dent" }, "Search");
  await page.getByText("1 appointment found.").waitFor();
  await press(page, link(served, "Week"));
  await press(page, link(served, "Next week"));
  await page.getByRole("heading", { level: 1, name: /22.*28/ }).waitFor();
  await press(page, link(served, "Month"));
  await page.getByRole("heading", { level: 1, name: "November 2026" }).waitFor();
  await press(page, link(served, /Dentist/));
  await page.getByRole("heading", { level: 1, name: "Dentist" }).waitFor();
}

/** Light and dark, chosen in the foot of a page and seen in its colours. */
async function lightAndDark(served: Served): Promise<void> {
  const { page } = served;
  const paper = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  await register(served);
  const light = await paper();
  await press(page, page.getByRole("button", { name: "Dark" }));
  await page.locator("html[data-theme=dark]").waitFor();
  assertEquals(new URL(page.url()).pathname, "/appointments");
  assertNotEquals(await paper(), light);
  await press(page, page.getByRole("button", { name: "Auto" }));
  await page.locator("html:not([data-theme])").waitFor();
  assertEquals(await paper(), light);
}

const FLOWS: Record<string, (served: Served) => Promise<void>> = {
  "registers, signs out, forgets the password and chooses another": comingAndGoing,
  "makes an appointment, changes it, copies it, deletes the copy and takes that back":
    oneAppointment,
  "searches the book, and goes through its weeks and months": wholeBook,
  "chooses dark pages, and the device's colours again": lightAndDark,
  "changes a name, makes a token, looks at every page of the account and deletes it": ownAccount,
};

for (const [flow, run] of Object.entries(FLOWS)) {
  for (const [way, options] of Object.entries(WAYS)) {
    servedTest(`somebody without a mouse ${flow}, ${way}`, run, options);
  }
}

servedTest(
  "the first stop of a page leads past its header, to what it is about",
  async ({ page, origin }) => {
    await page.goto(`${origin}/login`);
    await press(page, page.getByRole("link", { name: "Skip to content" }));
    assertEquals(await page.evaluate("document.activeElement.id"), "main");
    await page.keyboard.press("Tab");
    assertEquals(await page.evaluate("document.activeElement.id"), "email");
  },
);
