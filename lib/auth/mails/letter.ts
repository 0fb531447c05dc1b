import type { Mail } from "@/lib/mailer/mod.ts";
import { momentInWords } from "@/lib/moment.ts";
import type { Device } from "../deps.ts";
import { deviceWords } from "../device_words.ts";
import type { User } from "../user.ts";

/** To whom a mail goes, and where its links lead. */
export interface Letter {
  readonly user: Recipient;
  /** The public origin of the app, such as `https://book.example`: links are made of nothing else. */
  readonly origin: string;
}

/** Somebody with an account, or an address that has none. */
type Recipient =
  | Pick<User, "email" | "name" | "isVerified">
  | { readonly email: string; readonly isVerified: false };

/** By what and when something was done or asked for. */
export interface Occasion {
  readonly device: Device;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** On whose clocks it is told: an IANA name. */
  readonly timeZone: string;
}

/**
 * Everyone's account mails begin and end alike. By name are called only those who have proved to read mail at the address:
 * a name is what anybody typed, and would carry any words to anybody.
 */
export function letter({ user }: Letter, subject: string, paragraphs: readonly string[]): Mail {
  const greeting = user.isVerified ? `Hello ${user.name},` : "Hello,";
  const text = [greeting, ...paragraphs, "Your Cloakroom"].join("\n\n");
  return { to: user.email, subject, text: `${text}\n` };
}

/** "with Firefox on Linux, on 21 November 2026 at 09:15 (Europe/Berlin)" */
export function occasionWords({ device, at, timeZone }: Occasion): string {
  const by = device.userAgent ? `with ${deviceWords(device.userAgent)}, ` : "";
  return `${by}on ${momentInWords(at, { timeZone })} (${timeZone})`;
}

/** A link by itself on its line, where no mail program takes a full stop for a part of it. */
export function linkLine(words: string, link: string): string {
  return `${words}\n${link}`;
}

/** How long a link holds, as it is said to a person: "one hour". */
export function lifetimeWords(seconds: number): string {
  const [count, unit] = seconds % 3600 === 0
    ? [seconds / 3600, "hour"]
    : seconds % 60 === 0
    ? [seconds / 60, "minute"]
    : [seconds, "second"];
  return count === 1 ? `one ${unit}` : `${count} ${unit}s`;
}

/** Why no mail is sent just now, and when one will be. `retryAfter` is in seconds. */
export function tooManyMails(retryAfter: number): string {
  const wait = lifetimeWords(Math.ceil(retryAfter / 60) * 60);
  return `Many mails were asked for from your network. Please try again in ${wait}.`;
}
