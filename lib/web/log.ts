import { cut, MAX_ERROR, MAX_VALUE, visible } from "./log_text.ts";

/** One event with its details. Values are written escaped and cut, so that nothing a client sends can forge or flood. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  /** What is as it should be. */
  info(event: string, fields?: LogFields): void;
  /** Somebody was refused something, or something has to wait: one is no news, many are. */
  warn(event: string, fields?: LogFields): void;
  /** Something of ours is not as it should be, and somebody has to look. */
  error(event: string, fields?: LogFields, error?: unknown): void;
}

type Level = keyof Log;

/** Writes one line per event: for a person (`pretty`) or for a machine (`json`). */
export function createLog(format: "pretty" | "json", write: (line: string) => void): Log {
  const line = format === "json" ? jsonLine : prettyLine;
  const log = (level: Level, event: string, fields: LogFields = {}, error?: unknown) => {
    const short = shortened(fields);
    const told = error === undefined ? short : { ...short, error: cut(describe(error), MAX_ERROR) };
    write(line(new Date().toISOString(), level, event, told));
  };
  return {
    info: (event, fields) => log("info", event, fields),
    warn: (event, fields) => log("warn", event, fields),
    error: (event, fields, error) => log("error", event, fields, error),
  };
}

/** As they are, but where one is too long: nearly every line is written for a request, so this must cost next to nothing. */
function shortened(fields: LogFields): LogFields {
  for (const name in fields) {
    if (isLong(fields[name])) return Object.fromEntries(Object.entries(fields).map(shortenedField));
  }
  return fields;
}

function isLong(value: LogFields[string] | undefined): value is string {
  return typeof value === "string" && value.length > MAX_VALUE;
}

function shortenedField([name, value]: [string, LogFields[string]]) {
  return [name, isLong(value) ? cut(value, MAX_VALUE) : value] as const;
}

function jsonLine(time: string, level: Level, event: string, fields: LogFields): string {
  return visible(JSON.stringify({ time, level, event, ...fields }));
}

function prettyLine(time: string, level: Level, event: string, fields: LogFields): string {
  const details = Object.entries(fields).map(([name, value]) => `${name}=${plain(value)}`);
  const marks = level === "info" ? [] : [level.toUpperCase()];
  return [time.slice(11, 19), ...marks, event, ...details].join(" ");
}

/** Bare when that is unambiguous, quoted and escaped otherwise. */
function plain(value: LogFields[string]): string {
  const text = String(value);
  return /^[\w./:;@+%?&=~,()[\]-]*$/.test(text) ? text : visible(JSON.stringify(text));
}

/** Of errors that caused errors, so many are told: the last may have caused the first. */
const MAX_CAUSES = 5;

/** With the stack, and with what caused it: the log is the only place where this is told. */
function describe(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return isObject(error) ? "an object" : String(error);
  const { cause } = error;
  const more = cause === undefined || depth === MAX_CAUSES
    ? ""
    : `\ncaused by ${describe(cause, depth + 1)}`;
  return `${error.stack ?? error.message}${more}`;
}

/** Some objects have no words for themselves, and asking for them throws. */
function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null || typeof value === "function";
}

/** For tasks, which speak for themselves. */
export const QUIET: Log = { info() {}, warn() {}, error() {} };
