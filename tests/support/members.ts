import { write } from "@/lib/db/open.ts";
import { type TestApp, testApp } from "./app.ts";
import type { Client } from "./client.ts";

/** The app with one person who is signed in. */
export async function withAda(env = {}): Promise<{ app: TestApp; ada: Client }> {
  const app = await testApp(env);
  const ada = await app.visitor().as(await app.person("Ada"));
  return { app, ada };
}

/** All logins, the oldest first. */
export function sessionRows(app: TestApp) {
  return app.db.selectFrom("sessions").selectAll().orderBy("created_at").execute();
}

/** Shuts accounts out, as if they had been so for long: the one with this name, or all. */
export async function switchOff(app: TestApp, name?: string): Promise<void> {
  await write(app.db, (trx) =>
    trx.updateTable("users").set({ is_active: 0 })
      .$if(name !== undefined, (query) => query.where("name", "=", name!))
      .execute());
}
