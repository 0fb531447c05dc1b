import { type TestApp, testApp } from "./app.ts";
import type { Visitor } from "./visitor.ts";

/** The app with one person who is signed in. */
export async function withAda(env = {}): Promise<{ app: TestApp; ada: Visitor }> {
  const app = await testApp(env);
  const ada = app.visitor();
  await ada.register("Ada");
  return { app, ada };
}

/** All logins, the oldest first. */
export function sessionRows(app: TestApp) {
  return app.db.selectFrom("sessions").selectAll().orderBy("created_at").execute();
}
