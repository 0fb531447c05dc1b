/** What a person does at the pages of the app, through a browser. */
import type { Page } from "../support/browser.ts";
import { PASSWORD } from "../support/visitor.ts";

export async function register(page: Page, origin: string, name = "Ada"): Promise<void> {
  await page.goto(origin);
  await page.getByRole("main").getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(`${origin}/appointments`);
}

export async function addAppointment(
  page: Page,
  title: string,
  { start = "2099-01-05T09:30", end = "2099-01-05T10:00" } = {},
): Promise<void> {
  await page.getByRole("link", { name: "New appointment" }).first().click();
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Starts").fill(start);
  await page.getByLabel("Ends").fill(end);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Your appointment is saved.").waitFor();
}

export async function signIn(page: Page, origin: string, password = PASSWORD): Promise<void> {
  await page.goto(`${origin}/login`);
  await page.getByLabel("Email").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
