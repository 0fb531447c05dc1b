import type { UserRow } from "@/lib/db/schema.ts";

/** A person with an account, as pages and rules see it. No field of it is a secret. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly isAdmin: boolean;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

export function toUser(row: Pick<UserRow, "id" | "email" | "name" | "role" | "time_zone">): User {
  const { id, email, name } = row;
  return Object.freeze({ id, email, name, isAdmin: row.role === "admin", timeZone: row.time_zone });
}

/** One mailbox, one spelling: trimmed, composed (NFC), lower-cased. */
export function canonicalEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}
