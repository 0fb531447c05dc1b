/** Somebody without a mouse, at the pages of the app. */
import { PASSWORD } from "../support/visitor.ts";
import { press, type } from "./keys.ts";
import type { Served } from "./served.ts";

export const EMAIL = "ada@example.org";

/** By its role and name, in what the page is about. */
export const link = ({ page }: Served, name: string | RegExp) =>
  page.getByRole("main").getByRole("link", { name });
export const button = ({ page }: Served, name: string | RegExp) =>
  page.getByRole("main").getByRole("button", { name });
export const field = ({ page }: Served, label: string) => page.getByLabel(label, { exact: true });

/** Fills in fields by their labels, and sends them with a button. */
export async function send(
  served: Served,
  fields: Record<string, string>,
  label: string,
): Promise<void> {
  for (const [name, text] of Object.entries(fields)) {
    await type(served.page, field(served, name), text);
  }
  await press(served.page, button(served, label));
}

export async function register(served: Served): Promise<void> {
  const { page, origin } = served;
  await page.goto(origin);
  await press(page, link(served, "Create account"));
  const fields = { Name: "Ada", "Email": EMAIL, "Password": PASSWORD };
  await send(served, fields, "Create account");
  await page.waitForURL(`${origin}/appointments`);
}
