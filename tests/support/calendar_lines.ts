import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";

/** One content line, unfolded: `DTSTART;TZID=Europe/Berlin:20261121T091500` (RFC 5545 §3.1). */
interface Line {
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

interface Part {
  readonly name: string;
  readonly lines: Line[];
  readonly parts: Part[];
}

/** What each component has to have, once (RFC 5545 §3.6), and what at most once. */
const REQUIRED: Record<string, string[]> = {
  VCALENDAR: ["VERSION", "PRODID"],
  VTIMEZONE: ["TZID"],
  STANDARD: ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"],
  DAYLIGHT: ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"],
  VEVENT: ["UID", "DTSTAMP", "DTSTART"],
};
const ONCE = [
  "DTEND",
  "SUMMARY",
  "LOCATION",
  "DESCRIPTION",
  "SEQUENCE",
  "CREATED",
  "LAST-MODIFIED",
];

/** Control characters are those of ASCII (§3.1); of them a tab may stand in a text. */
// deno-lint-ignore no-control-regex
const LINE = /^([A-Z\d-]+)((?:;[A-Z-]+=[^;:"\0-\x1f\x7f]+)*):[^\0-\x08\x0a-\x1f\x7f]*$/;
const TIME = "\\d{8}T([01]\\d|2[0-3])[0-5]\\d[0-5]\\d";

/**
 * Fails where a calendar breaks a rule of RFC 5545, and be it one that most programs overlook. Written from the standard
 * alone: with nothing in common with what writes or reads calendars elsewhere.
 */
export function checkCalendar(file: string): void {
  assertFalse(/[^\r]\n|\r[^\n]/.test(file), "lines end with CRLF");
  assert(file.endsWith("\r\n"), "the last one too");
  const lines = file.slice(0, -2).split("\r\n");
  for (const line of lines) {
    assert(new TextEncoder().encode(line).length <= 75, line);
    assert(line.isWellFormed(), `half a character: ${line}`);
    assert(line.trim() !== "", "no line is empty");
  }
  const unfolded = file.slice(0, -2).replaceAll("\r\n ", "").split("\r\n").map(toLine);
  const calendar = toParts(unfolded);
  check(calendar);
  checkZones(calendar);
}

function toLine(text: string): Line {
  assertMatch(text, LINE);
  const [, name = "", parameters = ""] = LINE.exec(text)!;
  return { name, parameters, value: text.slice(name.length + parameters.length + 1) };
}

function toParts(lines: Line[]): Part {
  const root: Part = { name: "", lines: [], parts: [] };
  const open = [root];
  for (const line of lines) {
    const inner = open.at(-1)!;
    if (line.name === "BEGIN") {
      const part = { name: line.value, lines: [], parts: [] };
      inner.parts.push(part);
      open.push(part);
    } else if (line.name === "END") {
      assertEquals(line.value, inner.name, "what ends is what began last");
      open.pop();
    } else inner.lines.push(line);
  }
  assertEquals(open.length, 1, "all that begins ends");
  assertEquals(root.lines, [], "nothing stands outside");
  assertEquals(root.parts.map(({ name }) => name), ["VCALENDAR"]);
  return root.parts[0]!;
}

function check({ name, lines, parts }: Part): void {
  const count = (wanted: string) => lines.filter((line) => line.name === wanted).length;
  for (const wanted of REQUIRED[name] ?? []) assertEquals(count(wanted), 1, `${wanted} in ${name}`);
  for (const wanted of ONCE) assert(count(wanted) <= 1, `${wanted} in ${name}`);
  for (const line of lines) checkValue(line, name);
  if (name === "VEVENT") checkSpan(lines);
  for (const part of parts) check(part);
}

function checkValue({ name, parameters, value }: Line, inside: string): void {
  if (/^(DTSTAMP|CREATED|LAST-MODIFIED)$/.test(name)) assertMatch(value, RegExp(`^${TIME}Z$`));
  if (/^(SUMMARY|LOCATION|DESCRIPTION|UID|NAME|X-WR-CALNAME)$/.test(name)) {
    assertMatch(value, /^([^\\;,]|\\[\\;,nN])*$/, `${name} is escaped (§3.3.11)`);
  }
  if (name === "SEQUENCE") assertMatch(value, /^\d+$/);
  if (!/^DT(START|END)$/.test(name) || inside !== "VEVENT") return;
  if (parameters === ";VALUE=DATE") assertMatch(value, /^\d{8}$/);
  else assertMatch(value, RegExp(`^${TIME}${parameters.startsWith(";TZID=") ? "" : "Z"}$`));
}

/** The end is of the start's kind, and after it (§3.8.2.2). */
function checkSpan(lines: Line[]): void {
  const start = lines.find(({ name }) => name === "DTSTART")!;
  const end = lines.find(({ name }) => name === "DTEND");
  if (!end) return;
  assertEquals(end.parameters, start.parameters);
  assert(end.value >= start.value, `${start.value} – ${end.value}`); // equal where the clocks went back in between
}

/** Each zone that is named is described once, and none in vain (§3.6.5). */
function checkZones({ parts }: Part): void {
  const described = parts.filter(({ name }) => name === "VTIMEZONE")
    .map(({ lines }) => lines.find(({ name }) => name === "TZID")!.value);
  const named = parts.filter(({ name }) => name === "VEVENT").flatMap(({ lines }) =>
    lines.flatMap(({ parameters }) => /;TZID=([^;]+)/.exec(parameters)?.[1] ?? [])
  );
  assertEquals(described.toSorted(), [...new Set(named)].sort());
}
