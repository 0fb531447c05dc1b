import { assertEquals } from "@std/assert";
import type { TestApp } from "./app.ts";
import type { Client } from "./client.ts";
import { filledAgain, shownIn } from "./forms.ts";
import { type Answer, PASSWORD, tokenIn } from "./visitor.ts";

export const PROFILE = "/account/profile";
export const TYPED = { name: "Ada Lovelace", email: "countess@example.org", time_zone: "UTC" };
export const PROMISE = "is kept for 30 minutes";

/** Opens a page, as a tab that stays open: what it sends later comes with the token that it has now. */
export async function openTab(visitor: Client, path: string) {
  const csrf_token = tokenIn((await visitor.get(path)).text)!;
  return (fields: Record<string, string> = TYPED): Promise<Answer> =>
    visitor.post(path, { csrf_token, ...fields });
}

/** Somebody who has sent the profile's form when the login was over, from a tab that was open before. */
export async function sentLate(app: TestApp, name = "Ada"): Promise<Client> {
  const visitor = await app.visitor().as(await app.person(name));
  const send = await openTab(visitor, PROFILE);
  await visitor.logout();
  assertEquals((await send()).status, 403);
  return visitor;
}

/** What waits for whoever is at this browser, as the page shows it; undefined when nothing does. */
export async function waitingFor(visitor: Client, path = PROFILE) {
  const form = filledAgain(await visitor.get(path));
  return form && shownIn(form);
}

export function signIn(visitor: Client, name = "Ada"): Promise<Answer> {
  return visitor.login(`${name.toLowerCase()}@example.org`, PASSWORD);
}

/** How many forms are kept in all. */
export async function countKept({ db }: TestApp): Promise<number> {
  return (await db.selectFrom("kept_forms").select("id").execute()).length;
}
