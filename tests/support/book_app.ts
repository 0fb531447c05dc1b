import type { NewAppointment } from "@/lib/appointments/mod.ts";
import type { User } from "@/lib/auth/mod.ts";
import { write } from "@/lib/db/open.ts";
import { type TestApp, testApp } from "./app.ts";
import { fill } from "./book.ts";
import type { Client } from "./client.ts";

/** The app with Ada, who is signed in and has these appointments. */
export async function bookApp(
  appointments: readonly Partial<NewAppointment>[] = [],
  timeZone = "UTC",
): Promise<{ app: TestApp; ada: Client; user: User }> {
  const app = await testApp();
  const user = await app.person("Ada");
  await write(app.db, (trx) => trx.updateTable("users").set({ time_zone: timeZone }).execute());
  await fill(app.db, user.id, appointments);
  return { app, ada: await app.visitor().as(user), user };
}
