import type { SessionSettings } from "@/lib/session/mod.ts";
import { verdictInWords } from "./dissect.ts";
import { flip, positionIn } from "./flip.ts";

/** What a page tells of the character that was changed, and which one it offers to change next. */
export interface FlipTold {
  readonly position: string;
  readonly error?: string;
  readonly result: {
    readonly position: number;
    readonly part: string;
    readonly verdict: string;
    readonly outcome: string;
  } | null;
}

const NOBODY =
  "With this cookie you would be an anonymous visitor with an empty session. There is no error.";
const SOMEBODY =
  "Your cookie had been changed before, and this was the one character that put it right.";

/**
 * Changes the character that was asked for.
 *
 * @param asked a position in the value, counted from 1, as it was typed; null when nothing was asked
 */
export function tryFlip(value: string, asked: string | null, settings: SessionSettings): FlipTold {
  const random = String(1 + Math.floor(Math.random() * value.length));
  if (asked === null) return { position: random, result: null };
  const flipped = flip(value, positionIn(asked.trim()) ?? 0, settings);
  if (!flipped) return { position: asked, result: null, error: notThere(value.length) };
  const { position, part, verdict, isAnonymous } = flipped;
  const outcome = isAnonymous ? NOBODY : SOMEBODY;
  return {
    position: random,
    result: { position, part, verdict: verdictInWords(verdict), outcome },
  };
}

function notThere(length: number): string {
  if (length === 0) return "Your cookie's value is empty: there is nothing to change.";
  return `There is no such character. Please enter a whole number from 1 to ${length}.`;
}
