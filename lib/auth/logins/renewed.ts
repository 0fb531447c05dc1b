import { sha256 } from "@/lib/crypto/digest.ts";

/** How long it is known that a token was replaced, in milliseconds: longer than requests take. */
const MEMORY = 15_000;

/** Until when, by the hash of the token. */
const renewed = new Map<string, number>();

/**
 * Notes that a login has a new token. Requests may be under way with the old one, which come from other tabs of the same
 * browser. Only this process knows: nothing of it is worth a row.
 */
export function noteRenewed(oldHash: string, now: number): void {
  for (const [hash, until] of renewed) if (until <= now) renewed.delete(hash);
  renewed.set(oldHash, now + MEMORY);
}

/** Whether a token was replaced just now. */
export function wasRenewed(token: string, now: number): boolean {
  return renewed.size > 0 && (renewed.get(sha256(token)) ?? 0) > now;
}
