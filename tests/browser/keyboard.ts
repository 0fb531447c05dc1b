/** Every flow by keyboard alone, with JavaScript and without. */
import { assertEquals } from "@std/assert";
import type { BrowserTestOptions } from "../support/browser.ts";
import { comingAndGoing, lightAndDark, ownAccount } from "./keyboard_account.ts";
import { oneAppointment, otherCalendars, wholeBook } from "./keyboard_book.ts";
import { press } from "./keys.ts";
import { type Served, servedTest } from "./served.ts";

const WAYS: Record<string, BrowserTestOptions> = {
  "with JavaScript": {},
  "without JavaScript": { javaScriptEnabled: false },
};

const FLOWS: Record<string, (served: Served) => Promise<void>> = {
  "registers, signs out, forgets the password and chooses another": comingAndGoing,
  "makes an appointment, changes it, copies it, deletes the copy and takes that back":
    oneAppointment,
  "searches the book, and goes through its weeks and months": wholeBook,
  "imports a calendar file, and shares the book by a private address": otherCalendars,
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
