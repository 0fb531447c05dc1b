import { portions } from "@/lib/db/portions.ts";
import type { Trx } from "@/lib/db/schema.ts";
import { type AuthDeps, NO_DEVICE } from "../deps.ts";
import { recorded } from "../recorded.ts";
import type { ImportedAccount } from "./import_lines.ts";

interface Options {
  /** Whether those who are here already are passed over; otherwise they keep all others out, too. */
  readonly skipsExisting: boolean;
  /** Only looks. */
  readonly isRehearsal: boolean;
  /** IANA name, for everybody. */
  readonly timeZone: string;
}

/** What became of accounts. */
export interface Imported {
  /** Those that are new here. */
  readonly fresh: readonly ImportedAccount[];
  /** Those whose address has an account here already. It stays as it is. */
  readonly existing: readonly ImportedAccount[];
  /** Whether the new ones are here now. */
  readonly isDone: boolean;
}

/**
 * Takes accounts over from another app, all of them or none. Their passwords stay the ones that they are, and are hashed
 * anew at each one's first sign-in.
 */
export function importAccounts(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks">,
  accounts: readonly ImportedAccount[],
  { skipsExisting, isRehearsal, timeZone }: Options,
): Promise<Imported> {
  return recorded(deps, async (trx, happened) => {
    const known = await knownAmong(trx, accounts.map(({ email }) => email));
    const existing = accounts.filter(({ email }) => known.has(email));
    const fresh = accounts.filter(({ email }) => !known.has(email));
    const isDone = !isRehearsal && (skipsExisting || existing.length === 0);
    const rows = isDone ? fresh.map((account) => toRow(account, timeZone, deps.clock())) : [];
    for (const some of portions(rows)) await trx.insertInto("users").values(some).execute();
    for (const { id: userId } of rows) {
      happened({ type: "registered", userId, device: NO_DEVICE, details: {} });
    }
    return { fresh, existing, isDone };
  });
}

async function knownAmong(trx: Trx, emails: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const some of portions(emails)) {
    const rows = await trx.selectFrom("users").select("email").where("email", "in", some).execute();
    for (const { email } of rows) known.add(email);
  }
  return known;
}

function toRow(account: ImportedAccount, timeZone: string, now: number) {
  const { email, name, passwordHash, isActive, isVerified, createdAt } = account;
  return {
    id: crypto.randomUUID(),
    email,
    name,
    password_hash: passwordHash,
    is_active: isActive ? 1 : 0,
    verified_at: isVerified ? now : null,
    time_zone: timeZone,
    created_at: createdAt,
    updated_at: now,
  };
}
