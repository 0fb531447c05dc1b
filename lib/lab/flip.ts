import { openSession, type SessionSettings, type Verdict } from "@/lib/session/mod.ts";

/** What became of a cookie in which one character was changed. */
export interface Flipped {
  /** Counted from 1, in the whole value. */
  readonly position: number;
  /** What the character belongs to, such as "payload". */
  readonly part: string;
  readonly verdict: Verdict;
  /** Whether the server would take its bearer for somebody who came without a session. */
  readonly isAnonymous: boolean;
  /** How many values that session holds. */
  readonly size: number;
}

const PARTS = ["version", "payload", "time", "MAC"];
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * Changes one character of a session cookie's value, and asks the server what it would make of the rest.
 * What the character was and has become is not told: asked often enough, the page would spell out the cookie.
 *
 * @param position counted from 1
 * @returns null when the value has no such character
 */
export function flip(value: string, position: number, settings: SessionSettings): Flipped | null {
  const index = position - 1;
  const character = value[index];
  if (character === undefined) return null;
  const changed = value.slice(0, index) + another(character) + value.slice(index + 1);
  const session = openSession(`${settings.cookie.name}=${changed}`, settings);
  return {
    position,
    part: partAt(value, index),
    verdict: settings.codec.examine(changed).verdict,
    isAnonymous: session.isNew,
    size: session.size,
  };
}

/** The position that was asked for, or null when it is no whole number. */
export function positionIn(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Digits stay digits, so that only the signature can tell. */
function another(character: string): string {
  if (/\d/.test(character)) return String((Number(character) + 1) % 10);
  return ALPHABET[(ALPHABET.indexOf(character) + 1) % 64]!;
}

function partAt(value: string, index: number): string {
  if (value[index] === ".") return "dots between the parts";
  const dots = value.slice(0, index).split(".").length - 1;
  return PARTS[dots] ?? "rest";
}
