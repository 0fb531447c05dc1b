/** What the session lab puts into a visitor's session: some of all that a session can carry. */
export type LabValue = string | number | bigint | Date | string[] | Map<string, string>;

export type Parsed =
  | { readonly ok: true; readonly value: LabValue }
  | { readonly ok: false; readonly error: string };

interface LabType {
  readonly label: string;
  /** The value that was typed, or a sentence that says how to type one. */
  parse(text: string): LabValue | Fault;
}

class Fault {
  constructor(readonly words: string) {}
}

/** Digits can be matched in one way only: two runs of them side by side would take quadratic time. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** A day, then perhaps a time, then perhaps a zone. */
const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/i;

/** In the order in which the page offers them. */
const TYPES = {
  text: { label: "Text", parse: (text) => text.replaceAll("\r\n", "\n") },
  number: { label: "Number", parse: parseNumber },
  bigint: { label: "Whole number of any size", parse: parseBigInt },
  date: { label: "Date", parse: parseDate },
  list: { label: "List", parse: parseList },
  map: { label: "Map", parse: parseMap },
} satisfies Record<string, LabType>;

export type LabTypeName = keyof typeof TYPES;

/** For a select: value and label of each type. */
export const LAB_TYPES: readonly (readonly [name: LabTypeName, label: string])[] = Object
  .entries(TYPES).map(([name, { label }]) => [name as LabTypeName, label]);

export function isLabType(name: string): name is LabTypeName {
  return Object.hasOwn(TYPES, name);
}

/** The value that a text stands for, or in a sentence why it stands for none. */
export function parseValue(type: LabTypeName, text: string): Parsed {
  const value = TYPES[type].parse(text);
  return value instanceof Fault ? { ok: false, error: value.words } : { ok: true, value };
}

export function typeOf(value: LabValue): LabTypeName {
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "bigint") return typeof value as "number";
  if (value instanceof Date) return "date";
  return Array.isArray(value) ? "list" : "map";
}

export function labelOf(value: LabValue): string {
  return TYPES[typeOf(value)].label;
}

function parseNumber(text: string): number | Fault {
  const typed = text.trim();
  if (!NUMBER.test(typed)) return new Fault("Please enter a number, such as 42, -1.5 or 6e23.");
  const number = Number(typed);
  return Number.isFinite(number) ? number : new Fault("Numbers end at about 1.8e308.");
}

function parseBigInt(text: string): bigint | Fault {
  const typed = text.trim();
  if (/^[+-]?\d+$/.test(typed)) return BigInt(typed);
  return new Fault("Please enter a whole number, such as 12345678901234567890.");
}

function parseDate(text: string): Date | Fault {
  const [, day, time = "00:00", zone = "Z"] = DATE.exec(text.trim()) ?? [];
  const date = new Date(`${day}T${time}${zone.toUpperCase()}`);
  // Runtimes take 30 February for 2 March.
  const isReal = day !== undefined && !isNaN(date.getTime()) &&
    new Date(`${day}T00:00Z`).toISOString().startsWith(day);
  if (isReal) return date;
  return new Fault(
    "Please enter a date, such as 2026-05-04, 2026-05-04 09:30 (in UTC) or 2026-05-04T09:30+02:00.",
  );
}

function parseList(text: string): string[] | Fault {
  const entries = text.split(text.trim().includes("\n") ? "\n" : ",").map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  if (entries.length > 0) return entries;
  return new Fault("Please enter at least one entry: one per line, or separated by commas.");
}

function parseMap(text: string): Map<string, string> | Fault {
  const map = new Map<string, string>();
  for (const line of text.split("\n").map((line) => line.trim())) {
    if (line === "") continue;
    const [name = "", ...rest] = line.split("=");
    const key = name.trim();
    if (rest.length === 0) {
      return new Fault(`Please write each line as name = value: “${line}” has no =.`);
    }
    if (key === "") return new Fault(`Please write a name before the = of “${line}”.`);
    if (map.has(key)) return new Fault(`A Map has each name once; “${key}” stands here twice.`);
    map.set(key, rest.join("=").trim());
  }
  return map.size > 0 ? map : new Fault("Please enter at least one line, such as colour = blue.");
}
