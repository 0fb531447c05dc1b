import type { Keyring } from "@/lib/crypto/keyring.ts";

/** Who deletes, and takes it back: a person, by one of their logins. */
export interface Deleter {
  readonly userId: string;
  readonly loginId: string;
}

/** What a token tells by itself; whose it is, its signature knows. */
export interface Ticket {
  readonly undoId: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const TOKEN = /^([\da-f-]{36})\.(\d{1,15})\.([\w-]{43})$/;

/** A text that proves, to us alone, that this login may take this back until then. */
export function signUndo(keys: Keyring, deleter: Deleter, ticket: Ticket): string {
  return `${ticket.undoId}.${ticket.expiresAt}.${keys.sign(messageOf(deleter, ticket))}`;
}

/** What a token stands for, or null when it was not made for this person and login. Its time may be over. */
export function verifyUndo(keys: Keyring, deleter: Deleter, token: string): Ticket | null {
  const [, undoId, expiry, mac] = TOKEN.exec(token) ?? [];
  if (!undoId || !expiry || !mac) return null;
  const ticket = { undoId, expiresAt: Number(expiry) };
  return keys.verify(messageOf(deleter, ticket), mac) === -1 ? null : ticket;
}

/** As JSON, so that no part can pass for the end of the one before. */
function messageOf({ userId, loginId }: Deleter, { undoId, expiresAt }: Ticket): string {
  return JSON.stringify([undoId, userId, loginId, expiresAt]);
}
