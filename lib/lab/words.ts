import type { LabValue } from "./values.ts";

const format = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "full",
  timeStyle: "medium",
  timeZone: "UTC",
});

/**
 * "Saturday 21 November 2026, 08:15:00 UTC"
 *
 * @param time in milliseconds since 1970
 */
export function instantInWords(time: number): string {
  // From its parts, because runtimes disagree about what stands between them.
  const parts = format.formatToParts(time);
  const part = (type: string) => parts.find((part) => part.type === type)?.value;
  const clock = `${part("hour")}:${part("minute")}:${part("second")}`;
  return `${part("weekday")} ${part("day")} ${part("month")} ${part("year")}, ${clock} UTC`;
}

/** A value as the page tells it. */
export function inWords(value: LabValue): string {
  if (value === "") return "nothing: a text without characters";
  if (value instanceof Date) return instantInWords(value.getTime());
  if (Array.isArray(value)) {
    return `${count(value.length, "entry", "entries")}: ${value.join(", ")}`;
  }
  if (value instanceof Map) {
    const lines = [...value].map(([name, each]) => `${name} → ${each}`);
    return `${count(value.size, "entry", "entries")}: ${lines.join(", ")}`;
  }
  return String(value);
}

/** "1 entry", "2 entries", "1,204 entries" */
export function count(number: number, one: string, many: string): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** "4,096" */
export function grouped(number: number): string {
  return number.toLocaleString("en-GB");
}
