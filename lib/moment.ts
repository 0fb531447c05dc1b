import { DEFAULT_LOCALE, type Reader } from "./reader.ts";

/** On whose clocks, and in whose form; where nobody is known to read it, as in mails, in the usual form. */
type Readers = Pick<Reader, "timeZone"> & Partial<Reader>;

/**
 * "21 November 2026 at 14:05", or "November 21, 2026 at 2:05 PM" in the United States.
 *
 * @param at milliseconds since 1970
 */
export function momentInWords(
  at: number,
  { timeZone, locale = DEFAULT_LOCALE }: Readers,
): string {
  // Day and time apart, because runtimes disagree about what stands between them.
  const words = (part: Part) => formatOf(part, timeZone, locale).format(at);
  return plainSpaces(`${words("day")} at ${words("time")}`);
}

/** Runtimes disagree about the widths of spaces, too. */
export function plainSpaces(words: string): string {
  return words.replace(/[\u00a0\u2009\u202f]/g, " ");
}

/** "09:30", or "9:30 AM" where the day is counted twice to twelve. */
function timeShape(locale: string): Intl.DateTimeFormatOptions {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  return hourCycle === "h12" || hourCycle === "h11"
    ? { hour: "numeric", minute: "2-digit" }
    : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
}

/** What of a moment is to be named. */
export type Part = "weekday" | "short weekday" | "day" | "short day" | "month" | "time";

const SHAPES: Record<Part, (locale: string) => Intl.DateTimeFormatOptions> = {
  "weekday": () => ({ weekday: "long" }),
  "short weekday": () => ({ weekday: "short" }),
  "day": () => ({ day: "numeric", month: "long", year: "numeric" }),
  "short day": () => ({ day: "numeric", month: "short" }),
  "month": () => ({ month: "long", year: "numeric" }),
  "time": timeShape,
};

/** Making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATS = 500;

/** What puts a part of a moment into words; its spaces may be of any width, see {@linkcode plainSpaces}. */
export function formatOf(part: Part, timeZone: string, locale: string): Intl.DateTimeFormat {
  const key = `${part} ${timeZone} ${locale}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, { ...SHAPES[part](locale), timeZone });
  if (formats.size >= MAX_FORMATS) formats.clear();
  formats.set(key, format);
  return format;
}
