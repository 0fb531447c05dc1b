/** The labs, with a browser that keeps cookies or refuses them as browsers do. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Page } from "../support/browser.ts";
import { appTest } from "./app.ts";

/** Waits for a message. */
const told = (page: Page, text: string) =>
  page.locator(".flash-text").filter({ hasText: text }).waitFor();
const row = (page: Page, key: string) => page.getByRole("row").filter({ hasText: key });

async function setValue(page: Page, key: string, value: string, type: string): Promise<void> {
  await page.getByLabel("Key").fill(key);
  await page.getByLabel("Type").selectOption({ label: type });
  await page.getByLabel("Value").fill(value);
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await told(page, `Set: “${key}”`);
}

for (const javaScriptEnabled of [true, false]) {
  appTest(
    `values of the session lab are set, read, popped and cleared ${
      javaScriptEnabled ? "in a browser" : "without JavaScript"
    }`,
    async (page, origin) => {
      await page.goto(`${origin}/lab/session`);
      await setValue(page, "color", "blue <b>", "Text");
      await setValue(page, "when", "2026-11-23T09:30", "Date");
      await setValue(page, "coats", "red, green", "List");
      await setValue(page, "prices", "tea = 2.50", "Map");
      assertStringIncludes(await row(page, "color").innerText(), "blue <b>");
      assertStringIncludes(await row(page, "when").innerText(), "23 November 2026");
      await page.getByRole("button", { name: "Change it" }).click();
      await page.getByText("you would be an anonymous visitor with an empty session").waitFor();
      assertEquals(await row(page, "coats").count(), 1, "the real cookie is as it was");
      await row(page, "coats").getByRole("button").click();
      await told(page, "Taken out: “coats”");
      await page.getByRole("button", { name: "Clear all" }).click();
      await told(page, "Cleared: 3 values are gone.");
      assertEquals(await row(page, "color").count(), 0);
    },
    { javaScriptEnabled },
  );
}

appTest(
  "the cookie lab shows what the browser really keeps, and what scripts see of it",
  async (page, origin) => {
    await page.goto(`${origin}/lab/cookies`);
    const set = async (name: string, isHttpOnly: boolean) => {
      await page.getByLabel("Name").fill(name);
      await page.getByLabel("HttpOnly").setChecked(isHttpOnly);
      await page.getByRole("button", { name: "Set", exact: true }).click();
      await told(page, `A Set-Cookie header for ${name} went out.`);
    };
    await set("lab_seen", false);
    await set("lab_hidden", true);
    const sent = await page.locator("#sent").locator("..").innerText();
    assertMatch(sent, /Set-Cookie: lab_hidden=\S+;.* HttpOnly/);
    const scripts = await page.evaluate(() => document.cookie);
    assert(scripts.includes("lab_seen=") && !scripts.includes("lab_hidden="), scripts);
    const back = page.locator("#returned").locator("..");
    assertMatch(await back.innerText(), /Cookie: lab_seen=\S+; lab_hidden=/);
    await back.getByRole("row").filter({ hasText: "lab_hidden" }).getByRole("button").click();
    await told(page, "lab_hidden");
    assertEquals(await back.getByRole("row").filter({ hasText: "lab_hidden" }).count(), 0);
    assertEquals(await page.evaluate(() => document.cookie), scripts);
  },
);

appTest("a live answer is what the page of responses says of it", async (page, origin) => {
  await page.goto(`${origin}/lab/responses`);
  await page.getByRole("link", { name: "/lab/responses/tuple-with-status" }).click();
  assertEquals(await page.locator("h1").innerText(), "That coat is not here");
});
