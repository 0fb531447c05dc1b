import { adminPerson } from "../admins.ts";
import { member, NAMES } from "./people.ts";
import type { Walk } from "./walk.ts";

/** What administrators see of others' accounts. */
export async function admins(walk: Walk): Promise<void> {
  const app = await walk.app();
  for (const name of [NAMES.dana, NAMES.max]) await member(app, name);
  const admin = await app.visitor().as(await adminPerson(app, "Grace"));
  const { text } = await walk.see("users", admin, "/admin/users");
  const page = /\/admin\/users\/[\w-]{36}/.exec(text)![0];
  await walk.see("users, none found", admin, "/admin/users?q=nobody");
  await walk.see("user", admin, page);
  await walk.see("user, switch off?", admin, `${page}?action=deactivate`);
  await walk.see("sign everybody out", admin, "/admin/sessions");
  await walk.send("sign everybody out, refused", admin, "/admin/sessions", {}, 422);
}
