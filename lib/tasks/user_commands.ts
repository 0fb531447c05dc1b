import {
  type Account,
  accountStates,
  type AuthDeps,
  type Changed,
  emailError,
  findAccountByEmail,
  findActive,
  lifetimeWords,
  listAccounts,
  NO_DEVICE,
  register,
  resetLink,
  setActive,
  setPassword,
  setRole,
} from "@/lib/auth/mod.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { newPassword } from "./password_input.ts";
import { shortMoment, textTable } from "./text_table.ts";

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Makes an account, also where people cannot make their own. */
export async function add(
  deps: AuthDeps,
  [email = "", name = email.trim().split("@")[0]!]: readonly string[],
): Promise<Outcome> {
  if (emailError(email)) return failed(`${JSON.stringify(email)} is no email address.`);
  if (await findAccountByEmail(deps.db, email)) return failed(`${email} has an account already.`);
  const given = await newPassword(Deno.env.get("PASSWORD"));
  if (!given.ok) return failed(given.why);
  const { password } = given;
  const registered = await register(deps, { name, email, password, timeZone });
  if (!registered.ok) return failed(Object.values(registered.errors).join("\n"));
  return done(`${registered.user.email} has an account now.`);
}

/** A table of all accounts, or of those in which a text is found. */
export async function list({ db }: AuthDeps, [search]: readonly string[]): Promise<Outcome> {
  const found: Account[] = [];
  let after: string | null = null;
  do {
    const page = await listAccounts(db, { search, after, limit: 500 });
    found.push(...page.accounts);
    after = page.next;
  } while (after);
  if (found.length === 0) {
    return done(search ? "No account found." : "There is no account yet.");
  }
  const rows = found.map((account) => [
    account.email,
    account.name,
    account.isAdmin ? "administrator" : "user",
    accountStates(account, { timeZone: "UTC" }).join(", "),
    shortMoment(account.createdAt),
    shortMoment(account.seenAt),
  ]);
  return done(textTable(["Email", "Name", "Role", "State", "Created", "Last seen"], rows));
}

/** Makes somebody an administrator, or takes that right away. */
export function admin(
  deps: AuthDeps,
  [email = ""]: readonly string[],
  options: ReadonlySet<string>,
): Promise<Outcome> {
  const role = options.has("remove") ? "user" : "admin";
  return withAccount(deps, email, async (account) => {
    const changed = await setRole(deps, { ...changeOf(account), role });
    return outcome(changed, account.email, {
      done: role === "admin" ? "is an administrator now." : "is not an administrator any more.",
      same: role === "admin" ? "is an administrator already." : "is not an administrator.",
    });
  });
}

/** Switches an account off. */
export function deactivate(deps: AuthDeps, [email = ""]: readonly string[]): Promise<Outcome> {
  return withAccount(deps, email, async (account) => {
    const changed = await setActive(deps, { ...changeOf(account), isActive: false });
    return outcome(changed, account.email, {
      done: "is switched off, and signed out everywhere.",
      same: "is switched off already.",
    });
  });
}

/** Switches an account on again. */
export function activate(deps: AuthDeps, [email = ""]: readonly string[]): Promise<Outcome> {
  return withAccount(deps, email, async (account) => {
    const changed = await setActive(deps, { ...changeOf(account), isActive: true });
    return outcome(changed, account.email, {
      done: "is switched on again.",
      same: "is not switched off.",
    });
  });
}

/** Prints a link with which the owner of an account chooses a new password. */
export function printResetLink(deps: AuthDeps, [email = ""]: readonly string[]): Promise<Outcome> {
  return withAccount(deps, email, async (account) => {
    const user = await findActive(deps.db, account.email);
    if (!user) return outcome("inactive", account.email);
    const lifetime = lifetimeWords(deps.config.resetLifetime);
    return done(
      await resetLink(deps, user),
      `Good once, for ${lifetime}. Whoever has it can get into the account of ${user.email}.`,
    );
  });
}

/** Sets a password. */
export function password(deps: AuthDeps, [email = ""]: readonly string[]): Promise<Outcome> {
  return withAccount(deps, email, async (account) => {
    const user = await findActive(deps.db, account.email);
    if (!user) return outcome("inactive", account.email);
    const given = await newPassword(Deno.env.get("PASSWORD"));
    if (!given.ok) return failed(given.why);
    const refused = await setPassword(deps, user, given.password);
    if (refused) return failed(refused);
    return done(`${user.email} has a new password, and is signed out everywhere.`);
  });
}

async function withAccount(
  { db }: AuthDeps,
  email: string,
  work: (account: Account) => Promise<Outcome>,
): Promise<Outcome> {
  const account = await findAccountByEmail(db, email);
  return account ? await work(account) : failed(`${JSON.stringify(email)} has no account.`);
}

function changeOf({ id }: Account) {
  return { userId: id, by: "task", device: NO_DEVICE } as const;
}

function outcome(
  changed: Changed,
  email: string,
  words: { done: string; same: string } = { done: "", same: "" },
): Outcome {
  switch (changed) {
    case "done":
    case "same":
      return done(`${email} ${words[changed]}`);
    case "missing":
      return failed(`${email} has no account.`);
    case "inactive":
      return failed(`${email} is switched off. First: deno task user activate ${email}`);
    case "last_admin":
      return failed(
        `${email} is the last administrator. Make somebody else one first: deno task user admin EMAIL`,
      );
  }
}
