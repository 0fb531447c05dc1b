import { add, address } from "./appointments.ts";
import { berliners, fill, rowsOf } from "./appointment_pages.ts";
import type { Client } from "./client.ts";
import { tokenIn } from "./visitor.ts";

export const UNDO = "/appointments/undo";

/** Somebody who has just deleted an appointment; `undo` is the token of the button. */
export async function deleted(fields: Record<string, string> = {}) {
  const { app, ada, bo } = await berliners();
  await add(ada, fields);
  const [row] = await rowsOf(app);
  const own = await address(ada);
  const answer = await fill(ada, `${own}/delete`);
  const { text } = await ada.get("/appointments");
  return { app, ada, bo, own, row: row!, answer, text, undo: undoIn(text) };
}

/** The token behind the button of a message. */
export const undoIn = (html: string) => /name="undo" value="([^"]+)"/.exec(html)![1]!;

/** Sends the form of the button. */
export async function press(visitor: Client, undo: string) {
  return visitor.post(UNDO, { csrf_token: tokenIn((await visitor.get("/account")).text)!, undo });
}
