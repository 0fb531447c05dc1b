import type { TestApp } from "../app.ts";
import { SAFARI } from "../browsers.ts";
import type { Client } from "../client.ts";
import { pathTo } from "../links.ts";
import { ADDRESS_PAGE } from "../private_address.ts";
import { make } from "../tokens.ts";
import { fillBook, leaveMessages, member, NAMES } from "./people.ts";
import type { Walk } from "./walk.ts";

/** What somebody sees who keeps appointments. */
export async function appointments(walk: Walk): Promise<void> {
  const app = await walk.app();
  const ada = await member(app, NAMES.ada);
  await walk.see("home, empty", ada, "/");
  await walk.see("list, empty", ada, "/appointments");
  const first = await fillBook(ada);
  await walk.see("home", ada, "/");
  await walk.see("list", ada, "/appointments");
  await leaveMessages(ada);
  await walk.see("list, with messages", ada, "/appointments");
  await walk.see("appointment", ada, first);
  await walk.see("delete", ada, `${first}/delete`);
  await walk.see("new", ada, "/appointments/new");
  const backwards = {
    title: "Backwards",
    starts_at: "2026-11-23T10:00",
    ends_at: "2026-11-23T09:00",
  };
  await walk.send("new, refused", ada, "/appointments/new", backwards, 422);
  await walk.see("sign out", ada, "/logout");
  await calendars(walk, ada);
}

async function calendars(walk: Walk, ada: Client): Promise<void> {
  await walk.see("past, empty", ada, "/appointments?when=past");
  await walk.see("search", ada, "/appointments?q=e");
  await walk.see("search, no result", ada, "/appointments?q=no+such+thing");
  await walk.see("list, bad page", ada, "/appointments?after=x", 404);
  for (const view of ["week", "month"]) {
    await walk.see(view, ada, `/appointments/${view}?date=2026-11-23`);
    await walk.see(`${view}, empty`, ada, `/appointments/${view}?date=1999-01-01`);
    await walk.see(`${view}, no such day`, ada, `/appointments/${view}?date=2026-02-30`, 404);
  }
}

/** The pages about one's own account. */
export async function account(walk: Walk): Promise<void> {
  const app = await walk.app();
  const dana = await member(app, NAMES.dana);
  await walk.see("account", dana, "/account");
  await profile(walk, app, dana);
  await walk.see("password", dana, "/account/password");
  await walk.send("password, refused", dana, "/account/password", { current_password: "no" }, 422);
  app.wait(60);
  await app.visitor(SAFARI).login(`${NAMES.dana}@example.org`);
  app.wait(1); // seen at the same moment, two devices stand in any order
  await walk.see("devices", dana, "/account/sessions");
  await walk.see("tokens, empty", dana, "/account/tokens");
  await make(dana, { name: "" });
  walk.keep("tokens, refused", dana, await make(dana, { name: "" }), 422);
  walk.keep("token made", dana, await make(dana), 201);
  await walk.see("tokens", dana, "/account/tokens");
  await walk.see("calendar address, none", dana, ADDRESS_PAGE);
  await walk.send("calendar address", dana, ADDRESS_PAGE, { action: "make" });
  await walk.see("history", dana, "/account/history");
  await walk.see("export", dana, "/account/export");
  await walk.see("delete account", dana, "/account/delete");
  await walk.send("delete account, refused", dana, "/account/delete", {}, 422);
  app.wait(3600);
  await walk.send("confirm", dana, "/account/delete", { sure: "on" });
  await walk.send("confirm, wrong password", dana, "/confirm", { password: "no" }, 401);
}

async function profile(walk: Walk, app: TestApp, dana: Client): Promise<void> {
  const [path, email] = ["/account/profile", "dana@elsewhere.example"];
  await walk.see("profile", dana, path);
  const changed = { name: "", email, time_zone: "Europe/Berlin" };
  await walk.send("profile, refused", dana, path, changed, 422);
  await walk.send("profile, new address", dana, path, { ...changed, name: NAMES.dana });
  await walk.see("verify a new address", dana, await pathTo(app, email));
}
