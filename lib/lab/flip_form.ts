import type { SessionSettings } from "@/lib/session/mod.ts";
import { verdictInWords } from "./dissect.ts";
import { flip, positionIn } from "./flip.ts";

/** What a page tells of the character that was changed. */
export interface FlipTold {
  /** What stays in the field. */
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
 * Changes the character that was asked for. When none was, one is chosen only now: by the next request a cookie may be
 * shorter than the page that asked could know, for messages that were shown have left it.
 *
 * @param asked a position in the value, counted from 1, as it was typed, or empty; null when nothing was asked
 */
export function tryFlip(value: string, asked: string | null, settings: SessionSettings): FlipTold {
  if (asked === null) return { position: "", result: null };
  const wanted = asked.trim() === "" ? anyPosition(value) : positionIn(asked.trim()) ?? 0;
  const flipped = flip(value, wanted, settings);
  if (!flipped) return { position: asked, result: null, error: notThere(value.length) };
  const { position, part, verdict, isAnonymous } = flipped;
  const outcome = isAnonymous ? NOBODY : SOMEBODY;
  return {
    position: "",
    result: { position, part, verdict: verdictInWords(verdict), outcome },
  };
}

function anyPosition(value: string): number {
  return 1 + Math.floor(Math.random() * value.length);
}

function notThere(length: number): string {
  if (length === 0) return "Your cookie's value is empty: there is nothing to change.";
  return `There is no such character. Please enter a whole number from 1 to ${length}.`;
}
