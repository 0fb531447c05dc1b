/** Accounts, as people meet them: each flow with and without JavaScript. */
import { assertEquals } from "@std/assert";
import type { BrowserTestOptions, Page } from "../support/browser.ts";
import { appTest } from "./app.ts";
import { register, signIn } from "./person.ts";

const WAYS: Record<string, BrowserTestOptions> = {
  "in a browser": {},
  "without JavaScript": { javaScriptEnabled: false },
};

const NEW_PASSWORD = "walnut ferry lantern nine";

/** Somebody else at a computer of their own, who knows the password. */
async function elsewhere(page: Page, origin: string): Promise<Page> {
  const other = await page.context().browser()!.newContext();
  const theirs = await other.newPage();
  await signIn(theirs, origin);
  await theirs.waitForURL(`${origin}/appointments`);
  return theirs;
}

for (const [way, options] of Object.entries(WAYS)) {
  appTest(
    `who forgot the password chooses a new one by the mailed link, ${way}`,
    async (page, origin) => {
      await register(page, origin);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.goto(`${origin}/login`);
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await page.getByLabel("Email").fill("ada@example.org");
      await page.getByRole("main").getByRole("button").click();
      await page.getByRole("heading", { name: "Check your mail" }).waitFor();
      await page.goto(`${origin}/dev/outbox`);
      await page.getByRole("link", { name: /\/reset\// }).first().click();
      await page.getByLabel("New password").fill(NEW_PASSWORD);
      await page.getByRole("button", { name: "Change password" }).click();
      await page.waitForURL(`${origin}/login`);
      await signIn(page, origin, NEW_PASSWORD);
      await page.waitForURL(`${origin}/appointments`);
    },
    options,
  );

  appTest(
    `a stranger's sign-in is told, ended by one button, and a new password asked for, ${way}`,
    async (page, origin) => {
      await register(page, origin);
      const theirs = await elsewhere(page, origin);
      await page.goto(`${origin}/appointments`);
      const news = page.locator("[data-flash]", { hasText: "New sign-in to your account" });
      await news.getByRole("button", { name: "Sign it out" }).click();
      await page.waitForURL(`${origin}/account/password`);
      await page.getByText("That device is signed out.").waitFor();
      await theirs.goto(`${origin}/appointments`);
      assertEquals(new URL(theirs.url()).pathname, "/login");
      await theirs.getByText("You were signed out from Chrome on Linux").waitFor();
      await theirs.context().close();
    },
    options,
  );

  appTest(
    `a form that needs the password once more is filled in again afterwards, ${way}`,
    async (page, origin) => {
      await register(page, origin);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.goto(`${origin}/login`);
      await page.getByLabel("Stay signed in").check(); // such a sign-in is stale from the start
      await page.getByLabel("Email").fill("ada@example.org");
      await page.getByLabel("Password", { exact: true }).fill("plum orbit candle seven");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL(`${origin}/appointments`);
      await page.goto(`${origin}/account/tokens`);
      await page.getByLabel("Name").fill("Backup at home");
      await page.getByRole("button", { name: "Make the token" }).click();
      await page.getByRole("heading", { name: "Confirm it is you" }).waitFor();
      await page.getByLabel("Password", { exact: true }).fill("plum orbit candle seven");
      await page.getByRole("button", { name: "Go on" }).click();
      await page.waitForURL(`${origin}/account/tokens`);
      assertEquals(await page.getByLabel("Name").inputValue(), "Backup at home");
      await page.getByRole("button", { name: "Make the token" }).click();
      const token = await page.getByLabel("Your new API token").inputValue();
      assertEquals(/^clk_[\w-]{43}$/.test(token), true, token);
    },
    options,
  );
}
