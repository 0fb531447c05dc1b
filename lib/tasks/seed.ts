/** Fills a new database with two accounts and some weeks of appointments, for people who try the app or work on it. */
import { createDeps } from "@/lib/app.ts";
import { addAppointment, demoAppointments } from "@/lib/appointments/mod.ts";
import { type AuthDeps, findAccountByEmail, NO_DEVICE, register, setRole } from "@/lib/auth/mod.ts";
import { type Config, ConfigError, environment, loadConfig, readConfig } from "@/lib/config.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { explained } from "@/lib/start.ts";
import { QUIET } from "@/lib/web/log.ts";
import { done, failed, type Outcome, tell } from "./outcome.ts";
import { textTable } from "./text_table.ts";

const PEOPLE = [
  { name: "Ada", email: "ada@example.org", isAdmin: false },
  { name: "Ruth", email: "ruth@example.org", isAdmin: true },
] as const;

tell(await explained(seed, "Nothing is sown"));

async function seed(): Promise<Outcome> {
  const env = await environment();
  refuseElsewhere(readConfig(env));
  const config = await loadConfig(env);
  await using db = await openDatabase(config);
  await migrate(db);
  const deps = createDeps({ config, db, log: QUIET });
  for (const { email } of PEOPLE) {
    if (await findAccountByEmail(db, email)) {
      return failed(`${email} has an account already. Nothing is changed.`);
    }
  }
  return await addPeople(deps, env.PASSWORD);
}

/**
 * Demo accounts have passwords that somebody has seen on a screen.
 *
 * @throws {ConfigError} where others can reach the app
 */
function refuseElsewhere({ isLocal }: Config): void {
  if (isLocal) return;
  throw new ConfigError(
    "demo accounts are for localhost only, and ORIGIN, HOST or Deno Deploy says that others can reach this app.",
  );
}

/** @param given the password for all of them; without one, each gets one at random */
async function addPeople(deps: AuthDeps, given: string | undefined): Promise<Outcome> {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const lines: string[][] = [];
  for (const { name, email, isAdmin } of PEOPLE) {
    const password = given || randomToken(15);
    const registered = await register(deps, { name, email, password, timeZone });
    if (!registered.ok) return failed(Object.values(registered.errors).join("\n"));
    const { user } = registered;
    if (isAdmin) {
      await setRole(deps, { userId: user.id, by: "task", device: NO_DEVICE, role: "admin" });
    }
    const appointments = isAdmin ? [] : demoAppointments(deps.clock(), timeZone);
    for (const appointment of appointments) await addAppointment(deps, user.id, appointment);
    const what = isAdmin ? "an administrator" : `${appointments.length} appointments`;
    lines.push([email, given ? "as in PASSWORD" : password, what]);
  }
  return done(textTable(["Email", "Password", "What is there"], lines));
}
