/** What one or two lines of a pasted text say. Names are in lower case, and those of first lines as in HTTP/2. */
export interface Line {
  readonly name: string;
  /** Only what a header can hold. */
  readonly value: string;
  /** Whether it stood in the first line of a request or an answer, as HTTP/1.1 writes them. */
  readonly isFirst: boolean;
}

/** Those that the doctor has something to say about. */
const HEADERS = new Set([
  ":method",
  ":scheme",
  ":authority",
  ":path",
  ":status",
  "host",
  "cookie",
  "origin",
  "referer",
  "sec-fetch-site",
  "x-forwarded-proto",
  "x-forwarded-host",
  "x-forwarded-for",
  "forwarded",
  "set-cookie",
  "date",
  "age",
  "referrer-policy",
]);

/** How "General" in Chrome names the first lines. */
const OTHER_NAMES = new Map([["request method", ":method"], ["status code", ":status"]]);

/** How "Copy as cURL" spells the same things. */
const CURL: readonly [line: RegExp, spelled: string][] = [
  [/^curl (?:.* )?(['"]?)(https?:[^\s'"]+)\1.*$/, "Request URL: $2"],
  [/^(?:-H|--header) \$?(['"])(.*)\1.*$/, "$2"],
  [/^(?:-b|--cookie) \$?(['"])(.*)\1.*$/, "Cookie: $2"],
  [/^(?:-X|--request) ['"]?(\w+).*$/, "Request Method: $1"],
  [/^--data(?:-\w+)? .*$/, "Request Method: POST"],
];

/** The lines of a text that say something that matters here, in their order. */
export function readLines(text: string): Line[] {
  const lines = text.split("\n").flatMap(options).map(plain).filter((line) => line !== "");
  return lines.flatMap((line, index) =>
    readFirstLine(line) ?? readUrl(line, lines[index + 1]) ?? readHeader(line, lines[index + 1]) ??
      []
  );
}

/** A command for curl may stand on one line: then each of its options becomes a line of its own. */
function options(line: string): string[] {
  if (!/^\s*curl\s/.test(line)) return [line];
  return line.split(/\s(?=(?:-[A-Za-z]|--[a-z-]+)\s)/);
}

/** A line without the marks that tools put around it. */
function plain(line: string): string {
  const bare = line.trim().replace(/^[<>]\s*/, "");
  return CURL.reduce((text, [pattern, spelled]) => text.replace(pattern, spelled), bare);
}

function readFirstLine(line: string): Line[] | null {
  const [, method, path = ""] = /^([A-Z]+) (\S+) HTTP\/[\d.]+$/.exec(line) ?? [];
  if (method) return [entry(":method", method, true), entry(":path", path)];
  const status = /^HTTP\/[\d.]+ ([2-5]\d\d)\b/.exec(line)?.[1]; // not 100, which announces another
  return status ? [entry(":status", status, true)] : null;
}

function readUrl(line: string, next: string | undefined): Line[] | null {
  const url = URL.parse(valueOf("request url", line, next) ?? "");
  return url && [
    entry(":scheme", url.protocol.slice(0, -1)),
    entry(":authority", url.host),
    entry(":path", url.pathname),
  ];
}

function readHeader(line: string, next: string | undefined): Line[] | null {
  const name = nameOf(line);
  const known = OTHER_NAMES.get(name) ?? name;
  const value = HEADERS.has(known) ? valueOf(name, line, next) : null;
  return value === null ? null : [entry(known, value)];
}

/** `Name: value`; or, as Chrome copies them, the value on the next line, after a name with a colon or without. */
function valueOf(name: string, line: string, next = ""): string | null {
  if (nameOf(line) !== name) return null;
  const value = line.slice(name.length + 1).trim();
  if (value) return value;
  const isHeader = HEADERS.has(nameOf(next)) || OTHER_NAMES.has(nameOf(next));
  return isHeader && next.includes(":") || next === "" ? null : next;
}

/** What stands before the colon; that of `:method` is part of the name. */
function nameOf(line: string): string {
  return /^:?[^:]*/.exec(line)![0].trim().toLowerCase();
}

function entry(name: string, value: string, isFirst = false): Line {
  return { name, value: value.replace(/[^\t -~\xa0-\xff]/g, "?"), isFirst };
}
