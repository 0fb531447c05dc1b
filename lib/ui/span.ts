/** What time and date fields hold, in milliseconds as if all clocks stood in UTC: lengths are those of the clock on the wall. */
export function wallClock(value: string): number {
  return Date.parse(value.length > 10 ? `${value}Z` : value);
}

const LATEST = wallClock("9999-12-31T23:59");

/** A time as a field holds it that looks like `like`: with a time of day or without. Beyond the year 9999 there is none. */
export function fieldValue(time: number, like: string): string | null {
  return time <= LATEST ? new Date(time).toISOString().slice(0, like.length > 10 ? 16 : 10) : null;
}

const UNITS = [["day", 1440], ["hour", 60], ["minute", 1]] as const;

/** How long it is from one field to another: "1 hour, 30 minutes", or what is wrong. Of days, the last one counts too. */
export function spanInWords(start: string, end: string): string {
  const length = wallClock(end) - wallClock(start);
  if (Number.isNaN(length)) return "";
  if (length < 0) return "The end is before the start.";
  let minutes = Math.floor(length / 60_000) + (end.length > 10 ? 0 : 1440);
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(minutes / size);
    minutes %= size;
    return count > 0 ? `${count} ${unit}${count > 1 ? "s" : ""}` : [];
  });
  return parts.join(", ") ||
    (length > 0 ? "less than a minute" : "The end is the same as the start.");
}
