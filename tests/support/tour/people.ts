import { write } from "@/lib/db/open.ts";
import { Flash } from "@/lib/session/flash.ts";
import type { TestApp } from "../app.ts";
import { add } from "../appointments.ts";
import { FIREFOX } from "../browsers.ts";
import type { Client } from "../client.ts";

/** Names as people have them, and as long as they may be. */
export const NAMES = {
  ada: "Ada",
  dana: "דנה בן־דוד",
  max: `Maximiliane 🎩 ${"Donaudampfschifffahrtsgesellschaft".repeat(2)}`,
};

/** As long as a word may become, and a title. */
export const LONG = "Donaudampfschifffahrtsgesellschaft".repeat(7);

const APPOINTMENTS: Record<string, string>[] = [
  { title: "Dentist", location: "High Street 4", description: "Bring the card.\n\nAsk about <b>." },
  {
    title: "رحلة إلى البحر مع العائلة",
    location: "مقهى الشاطئ",
    starts_at: "2026-11-23T12:00",
    ends_at: "2026-11-23T14:30",
  },
  {
    title: "🎂 Party 👩‍👩‍👧‍👦",
    starts_at: "2026-11-24T00:00",
    ends_at: "2026-11-24T00:00",
    all_day: "on",
  },
  {
    title: LONG,
    location: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    starts_at: "2026-11-24T22:30",
    ends_at: "2026-11-26T06:00",
  },
  { title: "", starts_at: "2026-12-31T23:00", ends_at: "2027-01-01T01:00" },
];

/** Somebody who is signed in, on clocks that are the same wherever the tests run. */
export async function member(app: TestApp, name: string): Promise<Client> {
  const user = { ...await app.person(name), timeZone: "Europe/Berlin" };
  await write(
    app.db,
    (trx) =>
      trx.updateTable("users").set({ time_zone: user.timeZone }).where("id", "=", user.id)
        .execute(),
  );
  return await app.visitor(FIREFOX).as(user);
}

/** Fills somebody's book with all that a title may be; returns the address of the first appointment. */
export async function fillBook(visitor: Client): Promise<string> {
  for (const fields of APPOINTMENTS) await add(visitor, fields);
  await visitor.get("/appointments"); // shows that they are saved
  const { text } = await visitor.get("/appointments");
  return /\/appointments\/[\w-]{36}/.exec(text)![0];
}

/** Leaves messages of every kind for the next page, one with a button. */
export function leaveMessages(visitor: Client): Promise<void> {
  return visitor.session((session) => {
    const messages = new Flash(session);
    messages.add("Saved.", "success");
    messages.add("By the way.", "info");
    messages.add("Two appointments overlap.", "warning");
    const button = { label: "Undo", action: "/appointments", fields: { id: "1" } };
    messages.add(`That did not work: ${LONG}.`, "error", button);
  });
}
