import { Temporal } from "temporal-polyfill";
import { isKnownHash } from "@/lib/crypto/password_hash.ts";
import { canonicalEmail } from "../user.ts";
import { emailError, nameError } from "./fields.ts";

/** What a line of a table of accounts must say, and what it may say. */
export const IMPORT_COLUMNS = {
  required: ["email", "name", "password_hash"],
  optional: ["is_active", "is_verified", "created_at"],
} as const;

export type ImportColumn = (typeof IMPORT_COLUMNS)[keyof typeof IMPORT_COLUMNS][number];

/** A line of such a table. */
export interface ImportLine {
  /** From 1. */
  readonly line: number;
  readonly fields: Readonly<Partial<Record<ImportColumn, string>>>;
}

/** An account of another app that can be taken over. */
export interface ImportedAccount {
  readonly line: number;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly isActive: boolean;
  readonly isVerified: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Why a line cannot be taken. */
export interface ImportProblem {
  readonly line: number;
  readonly why: string;
}

export interface CheckedImport {
  readonly accounts: readonly ImportedAccount[];
  readonly problems: readonly ImportProblem[];
}

/**
 * Reads lines, and tells all that is wrong with them at once. Of several lines with the same address the first counts.
 *
 * @param now milliseconds since 1970
 */
export function checkImport(lines: readonly ImportLine[], now: number): CheckedImport {
  const accounts = new Map<string, ImportedAccount>();
  const problems: ImportProblem[] = [];
  for (const { line, fields } of lines) {
    const { account, wrong } = read(line, fields, now);
    const first = accounts.get(account.email);
    if (first) wrong.push(`${JSON.stringify(account.email)} stands in line ${first.line} already`);
    if (wrong.length > 0) problems.push({ line, why: wrong.join("; ") });
    else accounts.set(account.email, account);
  }
  return { accounts: [...accounts.values()], problems };
}

function read(line: number, fields: ImportLine["fields"], now: number) {
  const { email = "", name = "", password_hash = "", is_active, is_verified, created_at } = fields;
  const [isActive, isVerified] = [flag(is_active, true), flag(is_verified, false)];
  const createdAt = instant(created_at?.trim() ?? "", now);
  const account = {
    line,
    email: canonicalEmail(email),
    name: name.replace(/\p{Cc}+/gu, " ").trim(),
    passwordHash: password_hash.trim(),
    isActive: isActive ?? false,
    isVerified: isVerified ?? false,
    createdAt: createdAt ?? now,
  };
  const isHash = isKnownHash(account.passwordHash);
  const wrong = [
    emailError(email) && `email ${JSON.stringify(email)} is no email address`,
    nameError(account.name) && (account.name ? "name is too long" : "name is empty"),
    !isHash && "password_hash is none of scrypt:…, pbkdf2:… (Werkzeug) or $argon2id$…",
    isActive === null && `is_active is ${JSON.stringify(is_active)}, not true or false`,
    isVerified === null && `is_verified is ${JSON.stringify(is_verified)}, not true or false`,
    createdAt === null && `created_at ${JSON.stringify(created_at)} is no date in the past`,
  ].filter((why) => typeof why === "string");
  return { account, wrong };
}

/** As databases and Python write it; null when it is neither. */
function flag(text: string | undefined, otherwise: boolean): boolean | null {
  const word = text?.trim().toLowerCase() ?? "";
  if (word === "") return otherwise;
  if (["true", "t", "1", "yes", "y", "on"].includes(word)) return true;
  return ["false", "f", "0", "no", "n", "off"].includes(word) ? false : null;
}

/** A day or a moment as ISO 8601, PostgreSQL or SQLite write it, UTC where no zone is named; null when it is none. */
function instant(text: string, now: number): number | null {
  if (text === "") return now;
  const time = text.length > "2026-11-21".length ? text : `${text}T00:00`;
  const hasZone = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(time);
  try {
    const at = Temporal.Instant.from(hasZone ? time : `${time}Z`).epochMilliseconds;
    return at >= 0 && at <= now ? at : null;
  } catch {
    return null;
  }
}
