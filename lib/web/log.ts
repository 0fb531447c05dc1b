import { createLineWriter } from "./stdout.ts";

/** One event with its details. Values are written escaped, so that nothing a client sends can forge a line. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields, error?: unknown): void;
}

type Level = "info" | "error";

/** Writes one line per event: for a person (`pretty`) or for a machine (`json`). */
export function createLog(
  format: "pretty" | "json",
  write: (line: string) => void = createLineWriter(),
): Log {
  const line = format === "json" ? jsonLine : prettyLine;
  const log = (level: Level, event: string, fields: LogFields = {}) =>
    write(line(new Date().toISOString(), level, event, fields));
  return {
    info: (event, fields) => log("info", event, fields),
    error: (event, fields, error) =>
      log("error", event, error === undefined ? fields : { ...fields, error: describe(error) }),
  };
}

function jsonLine(time: string, level: Level, event: string, fields: LogFields): string {
  return JSON.stringify({ time, level, event, ...fields });
}

function prettyLine(time: string, level: Level, event: string, fields: LogFields): string {
  const details = Object.entries(fields).map(([name, value]) => `${name}=${plain(value)}`);
  return [time.slice(11, 19), ...(level === "error" ? ["ERROR"] : []), event, ...details].join(" ");
}

/** Bare when that is unambiguous, quoted and escaped otherwise. */
function plain(value: LogFields[string]): string {
  const text = String(value);
  return /^[\w./:;@+%?&=~,()[\]-]*$/.test(text) ? text : JSON.stringify(text);
}

/** With the stack, and with what caused it: the log is the only place where this is told. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
