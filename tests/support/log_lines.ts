/** A line of the log in JSON. */
export interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

/** The lines of a log in JSON, among whatever else a process prints; or those about one kind of event. */
export function logLines(text: string | readonly string[], event?: string): LogLine[] {
  const lines = typeof text === "string" ? text.split("\n") : text;
  const all = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  return event === undefined ? all : all.filter((line) => line.event === event);
}

/** What no line may hold: whatever a person cannot see, or what moves the writing, as Unicode's tables say. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
