import { sql } from "kysely";
import { member, NAMES } from "./people.ts";
import type { Walk } from "./walk.ts";

/** Refused requests and trouble of our own. */
export async function troubles(walk: Walk): Promise<void> {
  const app = await walk.app();
  const ada = await member(app, NAMES.ada);
  await walk.see("not found", app.visitor(), "/nothing-here", 404);
  await walk.see("not found, signed in", ada, "/appointments/nothing-here", 404);
  const noToken = await ada.post("/appointments/new", { title: "x" });
  walk.keep("refused: no token", ada, noToken, 403);
  walk.keep("refused: too large", ada, await ada.post("/theme", { next: "x".repeat(70_000) }), 413);
  const noForm = await ada.send("/theme", {
    method: "POST",
    body: "x",
    headers: { origin: ada.origin },
  });
  walk.keep("refused: no form", ada, noForm, 403);
  await sql`ALTER TABLE appointments RENAME TO away`.execute(app.db);
  await walk.see("our mistake", ada, "/appointments", 500);
}

/** The database is out of reach. */
export async function offline(walk: Walk): Promise<void> {
  const app = await walk.app({ DATABASE_URL: "file::memory:" });
  const ada = await member(app, NAMES.ada);
  await sql`PRAGMA query_only = ON`.execute(app.db);
  const fields = { title: "Dentist", starts_at: "2026-11-23T09:30", ends_at: "2026-11-23T10:00" };
  await walk.send("database out of reach", ada, "/appointments/new", fields, 503);
}
