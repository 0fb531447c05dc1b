import { type AuthDeps, NO_DEVICE, setRole, type User } from "@/lib/auth/mod.ts";
import { type TestApp, testApp } from "./app.ts";
import type { Client } from "./client.ts";

/** Makes somebody an admin, as `deno task user admin` does. */
export async function promote(deps: AuthDeps, { id }: Pick<User, "id">): Promise<void> {
  await setRole(deps, { userId: id, role: "admin", by: "task", device: NO_DEVICE });
}

/** An account of an admin. */
export async function adminPerson(app: TestApp, name: string): Promise<User> {
  const user = await app.person(name);
  await promote(app, user);
  return { ...user, isAdmin: true };
}

/** The app with an admin who is signed in, and somebody who is none. */
export async function withAdmin(env = {}) {
  const app = await testApp(env);
  const adminUser = await adminPerson(app, "Grace");
  const admin: Client = await app.visitor().as(adminUser);
  const user = await app.person("Ada");
  return { app, admin, adminUser, user, page: `/admin/users/${user.id}` };
}

/** What was noted of somebody, the oldest first: types with their details. */
export async function eventsOf({ db }: Pick<AuthDeps, "db">, userId: string) {
  const rows = await db.selectFrom("events").select(["type", "details"])
    .where("user_id", "=", userId)
    .orderBy("at").orderBy("type")
    .execute();
  return rows.map(({ type, details }) => [type, JSON.parse(details)]);
}
