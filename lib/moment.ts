/** "21 November 2026 at 14:05", on the clocks of a zone (IANA name). `at` is in milliseconds since 1970. */
export function momentInWords(at: number, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(new Date(at));
  // From its parts, because runtimes disagree about what stands between them.
  const part = (type: string) => parts.find((part) => part.type === type)?.value;
  return `${part("day")} ${part("month")} ${part("year")} at ${part("hour")}:${part("minute")}`;
}

/** "14:05", on the clocks of a zone. */
export function timeOfDay(at: number, timeZone: string): string {
  return momentInWords(at, timeZone).slice(-"14:05".length);
}

/** Making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATS = 100;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  if (formats.size >= MAX_FORMATS) formats.clear();
  formats.set(timeZone, format);
  return format;
}
