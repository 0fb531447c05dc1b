/** What became of one try to send a mail. */
export type Outcome =
  | { readonly kind: "sent" }
  /** The server will not have it, now or later. */
  | { readonly kind: "refused"; readonly reason: string }
  /** It may go better another time. */
  | { readonly kind: "failed"; readonly reason: string }
  /** The app stopped before the server had said anything. */
  | { readonly kind: "stopped" };

/** An error as nodemailer throws it. */
interface SendError extends Error {
  /** The server's answer, where it gave one (RFC 5321 §4.2). */
  response?: string;
  responseCode?: number;
  /** What was asked: `RCPT TO`, `DATA`, `AUTH PLAIN`, … */
  command?: string;
}

/** The server's judgement of this mail; whatever else it refuses is a matter of our settings, which can be put right. */
const OF_THIS_MAIL = new Set(["RCPT TO", "DATA"]);

/** Sorts out what went wrong while a mail was being sent. Never throws. */
export function outcomeOf(error: unknown): Outcome {
  const { response, responseCode = 0, command = "", message } = error as SendError;
  const words = response ?? message ?? "";
  const reason = withoutPrivate(command ? `${command}: ${words}` : words);
  const isFinal = responseCode >= 500 && OF_THIS_MAIL.has(command);
  return { kind: isFinal ? "refused" : "failed", reason };
}

/** Servers like to repeat addresses, and filters the links that they dislike, tokens and all. */
const PRIVATE = /\S*[@/\\]\S*|\S{25,}/g;
const LONGEST = 200;

/** A server's words without those that may come from the mail: addresses, links, and what is too long for a word. */
export function withoutPrivate(reason: string): string {
  return reason.replace(PRIVATE, "…").replace(/[\s\p{Cc}]+/gu, " ").trim().slice(0, LONGEST);
}
