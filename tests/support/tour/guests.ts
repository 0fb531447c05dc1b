import { SAFARI } from "../browsers.ts";
import { askForReset, pathTo } from "../links.ts";
import { PASSWORD } from "../visitor.ts";
import type { Walk } from "./walk.ts";

const ADA = "ada@example.org";
/** What no link ever holds. */
const NO_LINK = "A".repeat(43);

/** What visitors meet who are not signed in. */
export async function guests(walk: Walk): Promise<void> {
  const app = await walk.app();
  await app.person("Ada");
  const visitor = app.visitor(SAFARI);
  await walk.see("outbox, empty", visitor, "/dev/outbox");
  await walk.see("home, signed out", app.visitor(), "/");
  await walk.see("light or dark", visitor, "/theme");
  await signingIn(walk);
  await walk.see("register", visitor, "/register");
  const nonsense = { name: "", email: "ada", password: "short" };
  await walk.send("register, refused", visitor, "/register", nonsense, 422);
  await walk.see("forgot", visitor, "/forgot");
  await walk.send("forgot, refused", visitor, "/forgot", { email: "ada" }, 422);
  await walk.send("forgot, sent", visitor, "/forgot", { email: ADA });
  const reset = await askForReset(app, ADA);
  await walk.see("outbox", visitor, "/dev/outbox");
  await walk.see("reset", visitor, reset);
  await walk.send("reset, refused", visitor, reset, { password: "short" }, 422);
  await walk.send("reset, done", visitor, reset, { password: "walnut ferry lantern nine" });
  await walk.see("reset, dead link", visitor, `/reset/${NO_LINK}`, 410);
  await walk.see("sign-in asked for", app.visitor(), "/login?next=%2Fappointments");
}

async function signingIn(walk: Walk): Promise<void> {
  const app = await walk.app();
  await app.person("Ada");
  const visitor = app.visitor();
  await walk.see("sign in", visitor, "/login");
  const wrong = { email: ADA, password: "not the password" };
  await walk.send("sign in, wrong password", visitor, "/login", wrong, 401);
  for (let tries = 1; tries < 10; tries++) await visitor.submit("/login", wrong);
  await walk.send("sign in, too many tries", visitor, "/login", wrong, 429);
}

/** New accounts where they wait for a mail. */
export async function newcomers(walk: Walk): Promise<void> {
  const app = await walk.app({ REGISTRATION: "confirm" });
  const ada = app.visitor(SAFARI);
  await ada.register("Ada");
  await walk.see("register, mail sent", ada, "/register?sent");
  const link = await pathTo(app, ADA);
  await walk.see("verify", ada, link);
  const elsewhere = app.visitor();
  await walk.see("verify, elsewhere", elsewhere, link);
  await walk.send("verify, wrong password", elsewhere, link, { password: `${PASSWORD}?` }, 401);
  await walk.see("verify, dead link", elsewhere, `/verify/${NO_LINK}`, 410);
  await walk.send("welcome", ada, link, {});
}

/** The pages that show how it works. */
export async function labs(walk: Walk): Promise<void> {
  const app = await walk.app();
  const visitor = app.visitor(SAFARI);
  await walk.see("lab", visitor, "/lab");
  await walk.see("session lab, empty", visitor, "/lab/session");
  const set = (key: string, value: string, type: string, status?: number) =>
    walk.send(
      `session lab, ${key}`,
      visitor,
      "/lab/session",
      { key, value, type, action: "set" },
      status,
    );
  await set("colour", "blue <b>", "text");
  await set("when", "no date", "date", 422);
  await set("prices", "tea = 2.50", "map");
  await walk.see("cookie lab", visitor, "/lab/cookies");
  const cookie = { name: "lab_a", value: "1", action: "set" };
  await walk.send("cookie lab, refused", visitor, "/lab/cookies", { ...cookie, name: "x" }, 422);
  await walk.send("cookie lab, set", visitor, "/lab/cookies", cookie);
  await walk.see("cookie lab, with a cookie", visitor, "/lab/cookies");
  await walk.see("response lab", visitor, "/lab/responses");
}
