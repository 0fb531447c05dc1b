import { sql } from "kysely";
import type { User } from "@/lib/auth/mod.ts";
import { NOW } from "./constants.ts";
import type { TestApp } from "./app.ts";

/** The tables that have a column of this name, as the schema says. */
export async function tablesWith(app: TestApp, column: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND columns.name = ${column} ORDER BY tables.name`.execute(app.db);
  return rows.map(({ name }) => name);
}

/** How many rows of a table say that they are a person's. */
export async function countOf(app: TestApp, table: string, userId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM ${sql.table(table)} WHERE user_id = ${userId}`.execute(app.db);
  return rows[0]!.count;
}

/** A word that stands wherever a person may leave one. */
export const TRACE = "Zaphodine";

/** Somebody who has left something in every table that there is. */
export async function busyPerson(app: TestApp): Promise<User> {
  const user = await app.person(TRACE);
  const own = { user_id: user.id, created_at: NOW };
  const device = { user_agent: `${TRACE}/1.0`, address: "198.51.100.7" };
  await app.db.insertInto("sessions").values({
    ...{ ...own, ...device, id: crypto.randomUUID(), token_hash: `${TRACE} session hash` },
    ...{ remember: 1, seen_at: NOW, confirmed_at: null, ended_at: null, end_reason: null },
  }).execute();
  await app.db.insertInto("appointments").values({
    ...{ ...own, id: crypto.randomUUID(), title: `${TRACE}'s dentist`, location: TRACE },
    ...{ starts_at: NOW, ends_at: NOW + 1, all_day: 0, time_zone: "Europe/Berlin" },
    ...{ description: `${TRACE} `.repeat(2000), updated_at: NOW, uid: TRACE, form_id: null },
    search: TRACE,
  }).execute();
  const sealed = { user_id: user.id, sealed: `${TRACE} sealed` };
  const passing = { ...sealed, id: crypto.randomUUID(), expires_at: NOW + 1 };
  await app.db.insertInto("deleted_appointments").values(passing).execute();
  await app.db.insertInto("calendar_imports").values(passing).execute();
  await app.db.insertInto("private_addresses").values({
    ...{ ...sealed, token_hash: `${TRACE} address hash`, created_at: NOW, last_used_at: null },
  }).execute();
  await app.db.insertInto("one_time_tokens").values([user.id, null].map((user_id) => ({
    ...{ token_hash: `${TRACE} link hash ${user_id}`, purpose: "reset", user_id },
    ...{ email: user.email, sealed: `${TRACE} sealed`, created_at: NOW, expires_at: NOW + 1 },
    used_at: null,
  }))).execute();
  await app.db.insertInto("api_tokens").values({
    ...{ ...own, id: crypto.randomUUID(), name: `${TRACE}'s phone`, scope: "read" },
    ...{ token_hash: `${TRACE} token hash`, expires_at: NOW + 1 },
    ...{ last_used_at: null, revoked_at: null },
  }).execute();
  await app.db.insertInto("events").values({
    ...{ ...device, id: crypto.randomUUID(), user_id: user.id, type: "email_changed", at: NOW },
    details: JSON.stringify({ from: `${TRACE}@x.example`, to: user.email }),
  }).execute();
  await app.db.insertInto("kept_forms").values({
    ...{ id: crypto.randomUUID(), browser_hash: `${TRACE} browser`, user_id: user.id },
    ...{ path: "/account/profile", sealed: `${TRACE} form`, expires_at: NOW + 1 },
  }).execute();
  return user;
}
