import { sha256 } from "@/lib/crypto/digest.ts";
import type { Keyring } from "@/lib/crypto/keyring.ts";
import { randomToken } from "@/lib/crypto/random.ts";

/**
 * A browser in which people have signed in before. It knows them again by a signed cookie of its own, which outlives
 * the session and opens nothing: it only says that whoever tries a password here is no stranger.
 */
export interface KnownDevice {
  readonly id: string;
  /** Short hashes of the accounts, the latest first. */
  readonly accounts: readonly string[];
}

/** Seconds; the longest that browsers keep a cookie (RFC 6265bis §5.5). */
export const DEVICE_LIFETIME = 400 * 86_400;

const MAX_ACCOUNTS = 8;
const SHAPE = /^1\.([\w-]{22})\.((?:[\w-]{16}){1,8})\.([\w-]{43})$/;

/** Reads the cookie's value; null for a browser that is not known. */
export function readDevice(value: string | null, keyring: Keyring): KnownDevice | null {
  const parts = SHAPE.exec(value ?? "");
  if (!parts) return null;
  const [, id = "", accounts = "", mac = ""] = parts;
  if (keyring.verify(`${id}.${accounts}`, mac) === -1) return null;
  return { id, accounts: accounts.match(/.{16}/g) ?? [] };
}

/** The cookie's value after somebody has signed in. */
export function writeDevice(device: KnownDevice | null, userId: string, keyring: Keyring): string {
  const id = device?.id ?? randomToken(16);
  const account = accountHash(userId);
  const others = device?.accounts.filter((each) => each !== account) ?? [];
  const accounts = [account, ...others].slice(0, MAX_ACCOUNTS).join("");
  return `1.${id}.${accounts}.${keyring.sign(`${id}.${accounts}`)}`;
}

/** Whether this person has signed in here before. */
export function knows(device: KnownDevice | null, userId: string): boolean {
  return device?.accounts.includes(accountHash(userId)) ?? false;
}

function accountHash(userId: string): string {
  return sha256(userId).slice(0, 16);
}
