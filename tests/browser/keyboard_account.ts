/** What has to do with an account, by keyboard alone. */
import { assertEquals, assertNotEquals } from "@std/assert";
import { PASSWORD } from "../support/visitor.ts";
import { press, tick } from "./keys.ts";
import { button, EMAIL, link, register, send } from "./keyboard_person.ts";
import type { Served } from "./served.ts";

const NEW_PASSWORD = "walnut ferry lantern nine";

async function signIn(served: Served, password: string): Promise<void> {
  await send(served, { Email: EMAIL, Password: password }, "Sign in");
  await served.page.waitForURL(`${served.origin}/appointments`);
}

async function signOut({ page }: Served): Promise<void> {
  await press(page, page.getByRole("button", { name: "Sign out" }).first());
  await page.getByText("You are signed out.").waitFor();
}

/** Registered, out, the password forgotten, a new one by mail, and in again. */
export async function comingAndGoing(served: Served): Promise<void> {
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
export async function ownAccount(served: Served): Promise<void> {
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

/** Light and dark, chosen in the foot of a page and seen in its colours. */
export async function lightAndDark(served: Served): Promise<void> {
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
