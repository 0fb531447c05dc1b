import type { Deps, SessionValues } from "@/lib/app.ts";
import { sessionSettingsOf } from "@/lib/app.ts";
import { startLogin, type User } from "@/lib/auth/mod.ts";
import { hashPassword } from "@/lib/crypto/password_hash.ts";
import { write } from "@/lib/db/open.ts";
import { type Handler, PASSWORD, Visitor } from "./visitor.ts";

/** A visitor of an app in this process: a test may put somebody at its browser, and look into its session. */
export class Client extends Visitor<SessionValues> {
  readonly #deps: Deps;

  constructor(handler: Handler, deps: Deps) {
    super(handler, deps.config.origins[0], sessionSettingsOf(deps));
    this.#deps = deps;
  }

  /** Signs somebody in without the form: `const ada = await app.visitor().as(await app.person("Ada"))`. */
  async as(user: User, { remember = false } = {}): Promise<this> {
    const device = { userAgent: this.userAgent, address: "127.0.0.1" };
    const options = { remember, isNewDevice: false, device };
    await this.session((session) => startLogin(this.#deps, session, user, options));
    return this;
  }
}

let hash: Promise<string> | undefined;

/** Makes an account like the one that the form makes: `Ada` is `ada@example.org` with the usual password. */
export async function addPerson({ db, clock }: Deps, name: string): Promise<User> {
  hash ??= hashPassword(PASSWORD); // once for all of them: it takes its time on purpose
  const user = {
    id: crypto.randomUUID(),
    email: `${name.toLowerCase()}@example.org`,
    name,
    password_hash: await hash,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    created_at: clock(),
    updated_at: clock(),
  };
  await write(db, (trx) => trx.insertInto("users").values(user).execute());
  const { id, email, time_zone: timeZone } = user;
  return { id, email, name, isAdmin: false, isVerified: false, timeZone };
}
