import { fill, formIn, moveTo } from "../appointment_pages.ts";
import { fillBook, LONG, member, NAMES } from "./people.ts";
import type { Walk } from "./walk.ts";

/** What can be done with an appointment, and what comes between. */
export async function oneAppointment(walk: Walk): Promise<void> {
  const app = await walk.app();
  const max = await member(app, NAMES.max);
  const first = await fillBook(max);
  const edit = `${first}/edit`;
  await walk.see("edit", max, edit);
  await walk.see("copy", max, `/appointments/new?copy=${first.split("/").at(-1)}`);
  await walk.send("edit, refused", max, edit, { title: LONG, ends_at: "noon" }, 422);

  const tab = formIn((await max.get(edit)).text);
  const theirs = { title: LONG, location: "", ends_at: "2026-11-23T14:00" };
  await fill(max, edit, theirs);
  await walk.see("appointment, with another at its time", max, first);
  const mine = { ...tab, title: "طبيب الأسنان", description: `${LONG}\n\n- one\n- two` };
  walk.keep("edit, changed meanwhile", max, await max.post(edit, mine), 409);

  const form = formIn((await max.get("/appointments/new")).text);
  await max.post("/appointments/new", { ...form, title: "Haircut" });
  const again = await max.post("/appointments/new", { ...form, title: "Barber" });
  walk.keep("new, sent again with other words", max, again, 409);

  await moveTo(app, "Asia/Tokyo");
  await walk.see("appointment of another zone", max, first);
  await walk.see("edit, of another zone", max, edit);
  await max.get("/appointments");
  await fill(max, `${first}/delete`);
  await walk.see("list, with Undo", max, "/appointments");
  walk.keep("edit, of what is gone", max, await max.post(edit, mine), 404);
  await walk.see("undo", max, "/appointments/undo");
}
