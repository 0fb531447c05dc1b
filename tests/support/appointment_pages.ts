import { write } from "@/lib/db/open.ts";
import { members } from "./appointments.ts";
import type { TestApp } from "./app.ts";
import { formsIn, shownIn } from "./forms.ts";
import { asSent } from "./typing.ts";
import type { Answer, Visitor } from "./visitor.ts";

/** What a control of a page's own form holds, or undefined when there is none of that name. */
export function valueIn(html: string, name: string): string | undefined {
  return formIn(html)[name];
}

/** All that the form of an appointment sends as it stands: messages have forms, too, and stand before it. */
export function formIn(text: string): Record<string, string> {
  const form = formsIn({ text }).findLast(({ action }) => action.startsWith("/appointments"))!;
  return { ...form.hidden, csrf_token: form.token, ...asSent(form, shownIn(form)) };
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
