/** What single pages of the app are like for the person who uses them. */
import { assert, assertEquals } from "@std/assert";
import type { BrowserTestOptions, Page } from "../support/browser.ts";
import { PASSWORD } from "../support/visitor.ts";
import { appTest } from "./app.ts";
import { addAppointment, register } from "./person.ts";

const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id);
const style = (page: Page, selector: string, property: string) =>
  page.locator(selector).evaluate(
    (element, property) => getComputedStyle(element).getPropertyValue(property),
    property,
  );

appTest(
  "a refused form brings the focus to what is wrong, and keeps what was typed",
  async (page, origin) => {
    await register(page, origin);
    await page.goto(`${origin}/appointments/new`);
    await page.getByLabel("Title").fill("Backwards");
    await page.getByLabel("Starts").fill("2099-01-05T09:30");
    await page.getByLabel("Ends").fill("2099-01-05T09:00");
    await page.getByRole("button", { name: "Save" }).click();
    const summary = page.getByRole("alert");
    await summary.waitFor();
    assert(await summary.evaluate((element) => element.contains(document.activeElement)));
    assertEquals(await page.getByLabel("Title").inputValue(), "Backwards");
    await summary.getByRole("link").click();
    assertEquals(await focusedId(page), "ends_at");
    const ring = await style(page, "#ends_at", "outline");
    assert(/solid 3px/.test(ring) && !ring.includes("rgba(0, 0, 0, 0)"), `no ring to see: ${ring}`);
  },
);

appTest(
  "a failed sign-in brings the focus to the reason, and blames neither field",
  async (page, origin) => {
    await page.goto(`${origin}/login`);
    await page.getByLabel("Email").fill("ada@example.org");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Incorrect email or password.").waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "alert");
    const reason = await focusedId(page);
    for (const field of ["#email", "#password"]) {
      assertEquals(await page.locator(field).getAttribute("aria-invalid"), "true");
      assertEquals(await page.locator(field).getAttribute("aria-describedby"), reason);
    }
  },
);

const DELETE_WAYS: Record<string, [BrowserTestOptions, (page: Page) => Promise<void>]> = {
  "on a page of its own without JavaScript": [
    { javaScriptEnabled: false },
    async (page) => {
      await page.getByRole("link", { name: "Delete" }).click();
      await page.getByRole("heading", { name: "Delete this appointment?" }).waitFor();
      await page.getByRole("button", { name: "Delete" }).click();
    },
  ],
  "on the button with it": [{}, async (page) => {
    await page.clock.install();
    await page.reload();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.clock.runFor(1000);
    await page.getByRole("button", { name: "Really delete?" }).click();
  }],
};

for (const [way, [options, confirm]] of Object.entries(DELETE_WAYS)) {
  appTest(`deleting asks first, and can be taken back, ${way}`, async (page, origin) => {
    await register(page, origin);
    await addAppointment(page, "Dentist");
    await page.getByRole("link", { name: "Dentist" }).click();
    await page.getByRole("heading", { name: "Dentist" }).waitFor();
    await confirm(page);
    await page.getByText("“Dentist” is deleted.").waitFor();
    await page.getByText("Nothing is coming up").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("“Dentist” is back.").waitFor();
    await page.getByRole("link", { name: "Dentist" }).waitFor();
  }, options);
}

/** Measures the words, as a box says nothing of those that hang out of it. */
function fitsItsStub(time: Element): boolean {
  const words = document.createRange();
  words.selectNodeContents(time);
  const edge = time.closest(".ticket-stub")!.getBoundingClientRect().right;
  return words.getBoundingClientRect().right < edge;
}

appTest("no word is too long for a small phone, and no time for its stub", async (page, origin) => {
  const word = "Donaudampfschifffahrt".repeat(11);
  await register(page, origin, word.slice(0, 98));
  await addAppointment(page, word, { start: "2098-09-23T22:30", end: "2098-09-30T06:00" });
  const pathname = (await page.locator(".ticket-link").getAttribute("href"))!;
  for (const path of ["/", "/appointments", pathname, `${pathname}/delete`, "/appointments/new"]) {
    await page.goto(origin + path);
    assert(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path);
    for (const time of await page.locator(".ticket-stub time").all()) {
      assert(await time.evaluate(fitsItsStub), await time.innerText());
    }
  }
}, { viewport: { width: 320, height: 640 } });

appTest("the page one is on is marked in forced colours too", async (page, origin) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(`${origin}/login`);
  assertEquals(await style(page, ".nav-link[aria-current]", "border-block-end-width"), "2px");
  assertEquals(await style(page, ".nav-link:not([aria-current])", "border-block-end-width"), "0px");
});
