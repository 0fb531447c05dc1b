/** What a browser adds to the times of an appointment. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "../support/browser.ts";
import { appTest } from "./app.ts";
import { register } from "./person.ts";

const starts = (page: Page) => page.getByLabel("Starts");
const ends = (page: Page) => page.getByLabel("Ends");
const length = (page: Page) => page.locator("output");

async function open(page: Page, origin: string): Promise<void> {
  await register(page, origin);
  await page.goto(`${origin}/appointments/new`);
  await page.getByText("1 hour", { exact: true }).waitFor();
}

appTest("the end goes along with the start until it is set by hand", async (page, origin) => {
  await open(page, origin);
  await starts(page).fill("2099-01-05T23:30");
  assertEquals(await ends(page).inputValue(), "2099-01-06T00:30");
  await ends(page).fill("2099-01-06T01:00");
  assertEquals(await length(page).textContent(), "1 hour, 30 minutes");
  await starts(page).fill("2099-01-06T00:00");
  assertEquals(await ends(page).inputValue(), "2099-01-06T01:00", "it was set by hand");
  await starts(page).fill("2099-01-06T02:00");
  assertEquals(await length(page).textContent(), "The end is before the start.");
});

appTest(
  "while a start is typed key by key, the end waits for a whole one",
  async (page, origin) => {
    await open(page, origin);
    await starts(page).fill("");
    assertEquals(await length(page).textContent(), "");
    assert(await ends(page).inputValue() !== "");
    await starts(page).fill("2096-02-29T12:15");
    assertEquals(await ends(page).inputValue(), "2096-02-29T13:15");
  },
);

appTest(
  "all day asks for days, gives the times back, and is saved as days",
  async (page, origin) => {
    await open(page, origin);
    await starts(page).fill("2099-01-05T09:30");
    await page.getByLabel("All day").check();
    assertEquals(
      await Promise.all([starts(page), ends(page)].map((input) => input.getAttribute("type"))),
      ["date", "date"],
    );
    assertEquals(await length(page).textContent(), "1 day");
    await page.getByLabel("All day").uncheck();
    assertEquals(await starts(page).inputValue(), "2099-01-05T09:30");
    assertEquals(await ends(page).inputValue(), "2099-01-05T10:30");

    await page.getByLabel("All day").check();
    await ends(page).fill("2099-01-07");
    assertEquals(await length(page).textContent(), "3 days");
    await page.getByLabel("Title").fill("Congress");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Your appointment is saved.").waitFor();
    await page.getByRole("link", { name: "Congress" }).click();
    await page.getByText("3 days").first().waitFor();
    await page.getByRole("link", { name: "Edit" }).first().click();
    await page.getByText("3 days", { exact: true }).waitFor();
    assertEquals(await starts(page).inputValue(), "2099-01-05");
    assertEquals(await ends(page).inputValue(), "2099-01-07");
    const isAsItCame = await ends(page).evaluate((input: HTMLInputElement) =>
      input.value === input.defaultValue
    );
    assert(isAsItCame, "nothing was typed yet");
    await page.getByLabel("All day").uncheck();
    assertEquals(await starts(page).inputValue(), "2099-01-05T09:00");
  },
);

appTest("what was refused comes back, and the helper goes on from there", async (page, origin) => {
  await open(page, origin);
  await page.getByLabel("All day").check();
  await starts(page).fill("2099-01-05");
  await ends(page).fill("2099-01-03");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByText("The end is before the start.", { exact: true }).last().waitFor();
  assertEquals(await starts(page).inputValue(), "2099-01-05");
  assertEquals(await ends(page).getAttribute("type"), "date");
});

appTest(
  "without JavaScript an appointment is made of plain fields",
  async (page, origin) => {
    await register(page, origin);
    await page.goto(`${origin}/appointments/new`);
    await page.getByLabel("Title").fill("By hand");
    await starts(page).fill("2099-01-05T09:30");
    await ends(page).fill("2099-01-06T11:00");
    await page.getByLabel("All day").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Your appointment is saved.").waitFor();
    await page.getByText("By hand").waitFor();
    assertEquals(await page.getByText("2 days").count() > 0, true);
  },
  { javaScriptEnabled: false },
);
