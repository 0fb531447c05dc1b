/** Where a browser says it is. */
import { assertEquals } from "@std/assert";
import type { Page } from "../support/browser.ts";
import { appTest } from "./app.ts";
import { register } from "./person.ts";

async function profileZone(page: Page, origin: string): Promise<string> {
  await page.goto(`${origin}/account/profile`);
  return await page.getByLabel("Time zone").inputValue();
}

appTest("a new account has the time zone of its browser", async (page, origin) => {
  await register(page, origin);
  await page.getByText("Your account is ready. Times are in Pacific/Auckland.").waitFor();
  assertEquals(await profileZone(page, origin), "Pacific/Auckland");
}, { timezoneId: "Pacific/Auckland" });

appTest(
  "without JavaScript an account has the server's time zone until a browser says another",
  async (page, origin) => {
    await register(page, origin);
    const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
    assertEquals(await profileZone(page, origin), guess);
  },
  { timezoneId: "Pacific/Auckland", javaScriptEnabled: false },
);
