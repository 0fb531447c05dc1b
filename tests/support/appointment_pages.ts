import { write } from "@/lib/db/open.ts";
import { DENTIST, members } from "./appointments.ts";
import type { TestApp } from "./app.ts";
import type { Answer, Visitor } from "./visitor.ts";

/** What a control of a page holds, or null when there is none of that name. */
export function valueIn(html: string, name: string): string | null {
  const [input] = html.match(new RegExp(`<input(?=[^>]* name="${name}")[^>]*>`)) ?? [];
  if (input) return plain(/ value="([^"]*)"/.exec(input)?.[1] ?? "");
  const [, text] = new RegExp(`<textarea(?=[^>]* name="${name}")[^>]*>([^<]*)<`).exec(html) ?? [];
  return text === undefined ? null : plain(text);
}

const plain = (html: string) =>
  html.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** All that the form of an appointment holds, hidden fields too. */
export function formIn(html: string): Record<string, string> {
  const names = [...Object.keys(DENTIST), "csrf_token", "form_id", "version", "undo"];
  const found = names.map((name) => [name, valueIn(lastForm(html), name)] as const);
  const isAllDay = /<input(?=[^>]* name="all_day")[^>]* checked/.test(html);
  return {
    ...Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== null)),
    ...(isAllDay && { all_day: "on" }),
  };
}

/** The page's own: messages have forms, too, and stand before it. */
function lastForm(html: string): string {
  const start = html.lastIndexOf('<form method="post" action="/appointments');
  return html.slice(start, html.indexOf("</form>", start));
}

/** Opens a page, changes some of what its form holds, and sends it. */
export async function fill(
  visitor: Visitor,
  path: string,
  fields: Record<string, string> = {},
): Promise<Answer> {
  return visitor.post(path, { ...formIn((await visitor.get(path)).text), ...fields });
}

/** What the next page of the list says in messages, as text. */
export async function told(visitor: Visitor, path = "/appointments"): Promise<string> {
  const { text } = await visitor.get(path);
  return [...text.matchAll(/class="flash-text"[^>]*>([^<]*)</g)].map(([, words]) => words).join(
    " ",
  );
}

/** From now on all who have an account live there. */
export function moveTo(app: TestApp, time_zone: string) {
  return write(app.db, (trx) => trx.updateTable("users").set({ time_zone }).execute());
}

/** The app with two people who live in Berlin. */
export async function berliners() {
  const two = await members();
  await moveTo(two.app, "Europe/Berlin");
  return two;
}

export const rowsOf = ({ db }: TestApp) =>
  db.selectFrom("appointments").selectAll().orderBy("starts_at").execute();
