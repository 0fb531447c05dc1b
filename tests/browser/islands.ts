/** What passwords and buttons that ask do in a browser. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "../support/browser.ts";
import { flashes, islandTest } from "./island_page.tsx";

islandTest("a password is shown on demand and hidden again before it is sent", async (page) => {
  const input = page.locator("#password");
  await input.fill("correct horse");
  const show = page.getByRole("button", { name: "Show password" });
  await show.click();
  assertEquals(await input.getAttribute("type"), "text");
  const hide = page.getByRole("button", { name: "Hide password" });
  assertEquals(await hide.count(), 1);
  await page.evaluate("document.forms[0].addEventListener('submit', (e) => e.preventDefault())");
  await input.press("Enter");
  await page.getByRole("button", { name: "Really delete?" }).waitFor();
  await page.clock.runFor(1000);
  await page.getByRole("button", { name: "Really delete?" }).click();
  await show.waitFor();
  assertEquals([await input.getAttribute("type"), await input.inputValue()], [
    "password",
    "correct horse",
  ]);
});

const confirmButton = (page: Page) => page.locator(".confirm button").first();
const cancelButton = (page: Page) => page.getByRole("button", { name: "Cancel" });

islandTest(
  "a button that asks submits at the second press, not at a double click",
  async (page) => {
    await confirmButton(page).dblclick();
    assertEquals(await confirmButton(page).textContent(), "Really delete?");
    assertEquals(await page.locator("#submitted").count(), 0);
    await page.clock.runFor(1000);
    await confirmButton(page).click();
    await page.locator("#submitted").waitFor();
  },
);

islandTest("the question is taken back by Cancel, by Escape, and in time", async (page) => {
  const takeBack = [
    () => cancelButton(page).click(),
    () => page.keyboard.press("Escape"),
    () => page.clock.runFor(6100),
  ];
  for (const act of takeBack) {
    await confirmButton(page).click();
    await cancelButton(page).focus();
    await act();
    await cancelButton(page).waitFor({ state: "detached" });
    assertEquals(await confirmButton(page).textContent(), "Delete");
    assert(await confirmButton(page).evaluate((button) => button === document.activeElement));
  }
  assertEquals(await flashes(page), "1,2,3", "Escape was for the question alone");
});

islandTest(
  "the link that was there before JavaScript hands its focus to the button",
  async (page) => {
    const scripts = Promise.withResolvers<void>();
    await page.route("**/*.js", async (route) => {
      await scripts.promise;
      await route.continue();
    });
    await page.reload({ waitUntil: "commit" });
    await page.locator(".confirm a").focus();
    scripts.resolve();
    await confirmButton(page).waitFor();
    assertEquals(await page.evaluate("document.activeElement.textContent"), "Delete");
    await page.locator("#password").focus();
    await confirmButton(page).click();
    await cancelButton(page).waitFor();
  },
);

islandTest(
  "without JavaScript all is readable, and what asks leads to a page that asks",
  async (page) => {
    assertEquals(await flashes(page), "1,2,3");
    assertEquals(await page.locator(".flash-dismiss:visible, .password-toggle:visible").count(), 0);
    await page.locator("#password").fill("correct horse");
    await page.getByRole("link", { name: "Delete" }).click();
    await page.locator("#asked").waitFor();
    assertEquals(new URL(page.url()).search, "", "nothing of the form is sent along");
  },
  { javaScriptEnabled: false },
);
