import { assert } from "@std/assert";
import type { TestApp } from "./app.ts";
import type { Client } from "./client.ts";

const LINK = /https?:\/\/\S+\/(?:reset|verify)\/[\w-]{43}(?!\S)/;

/** The whole link in the newest mail to somebody that holds one. */
export async function linkTo(app: TestApp, email: string): Promise<string> {
  const mails = (await app.mails()).filter(({ to }) => to === email);
  const link = mails.map(({ text }) => LINK.exec(text)?.[0]).findLast((link) => link);
  assert(link, `no mail to ${email} holds a link`);
  return link;
}

/** The same without the origin, for `visitor.get(path)`. */
export async function pathTo(app: TestApp, email: string): Promise<string> {
  return new URL(await linkTo(app, email)).pathname;
}

/** Somebody asks for a new password. Returns the path of the link that they are mailed. */
export async function askForReset(app: TestApp, email: string): Promise<string> {
  await app.visitor().submit("/forgot", { email });
  return await pathTo(app, email);
}

/** Sends a form to a page that has none to fill in (any more). */
export async function submitAnyway(visitor: Client, path: string, fields: Record<string, string>) {
  return await visitor.submit("/forgot", fields, path);
}

/** Keeps what an app would do after its answers, until it is let go: what an answer itself has done can then be seen. */
export function holdBackground({ background }: TestApp) {
  const run = background.run;
  const held: Parameters<typeof run>[] = [];
  background.run = (...task) => void held.push(task);
  return {
    names: () => held.map(([name]) => name),
    release: () => {
      background.run = run;
      for (const task of held) run(...task);
    },
  };
}

/** The rows of all tables about accounts as one text, but for who is signed in and who was counted. */
export async function contents({ db }: TestApp): Promise<string> {
  const tables = [
    "users",
    "one_time_tokens",
    "mails",
    "events",
    "kept_forms",
  ] as const;
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}
