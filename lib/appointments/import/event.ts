import type ICAL from "ical.js";
import { sha256 } from "@/lib/crypto/digest.ts";
import { cleanLine, cleanLines } from "@/lib/web/text.ts";
import type { EventText } from "./text.ts";
import { type ImportZone, knownZone, utcZone, type Zones } from "./zones.ts";

/** A point in time as a file tells it. */
export interface FileTime {
  /** `2026-11-21` */
  readonly day: string;
  /** `09:30:00`; null where the day alone is told. */
  readonly time: string | null;
  readonly zone: ImportZone;
}

/** A VEVENT, its values taken out of their wrapping. */
export interface FileEvent {
  readonly uid: string;
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly start: FileTime;
  readonly end: FileTime | null;
  readonly duration: ICAL.Duration | null;
  readonly rules: readonly ICAL.Recur[];
  readonly added: readonly FileTime[];
  readonly excluded: readonly FileTime[];
  /** Which one of several dates this is another version of. */
  readonly replaces: FileTime | null;
  readonly isCancelled: boolean;
  readonly sequence: number;
}

/** Why an event is left out, in a sentence. */
export class LeftOut extends Error {}

/** What the events of a file are read with. */
export interface Reading {
  readonly ical: typeof ICAL;
  readonly zones: Zones;
  /** The reader's zone: for times that name none, and for whole days. */
  readonly timeZone: string;
}

/** A line with its name in capitals, its value as it stands, and as the library understands it. */
interface Property {
  readonly name: string;
  readonly raw: string;
  readonly tzid: string;
  read<T>(): T;
}

/** A name that is longer is no better; a place in the index costs as much as it is long. */
const MAX_UID = 300;

/** Of one event, more than anybody has crossed out. */
const MAX_DATES = 3000;
const MAX_LINES = 3000;
/** The standard asks for one (RFC 5545 §3.8.5.3). */
const MAX_RULES = 10;

const NO_RULE = "It repeats by a rule that cannot be read.";
const TOO_LONG = "It repeats in more ways than are taken.";

/**
 * Reads one event.
 *
 * @throws {LeftOut} when it cannot be taken
 */
export async function readEvent(text: EventText, reading: Reading): Promise<FileEvent> {
  if (text.isCut) throw new LeftOut("The file ends in the middle of it.");
  const rules = text.lines.filter((line) => /^RRULE/i.test(line)).length;
  if (rules > MAX_RULES || text.lines.length > MAX_LINES) throw new LeftOut(TOO_LONG);
  const properties = text.lines.flatMap((line) => toProperty(line, reading.ical) ?? []);
  if (properties.filter(({ name }) => name === "RRULE").length < rules) throw new LeftOut(NO_RULE);
  const first = (name: string) => properties.find((property) => property.name === name);
  const time = (name: string) => firstTime(first(name), reading);
  const start = await time("DTSTART");
  if (!start) throw new LeftOut("It has no start that could be read.");
  return {
    uid: toUid(first("UID")?.read<unknown>(), text),
    ...textsOf(first),
    start,
    end: await time("DTEND"),
    duration: first("DURATION")?.read<ICAL.Duration>() ?? null,
    rules: properties.filter(({ name }) => name === "RRULE").map(toRule),
    added: await allTimes("RDATE", properties, reading),
    excluded: await allTimes("EXDATE", properties, reading),
    replaces: await time("RECURRENCE-ID"),
    isCancelled: text.isCancelled || /^CANCELLED$/i.test(first("STATUS")?.raw ?? ""),
    sequence: Number(first("SEQUENCE")?.raw) || 0,
  };
}

/** The title of an event that cannot be read as a whole, to name it by. */
export function titleOf({ lines }: EventText, ical: typeof ICAL): string {
  const line = lines.find((line) => /^SUMMARY[;:]/i.test(line));
  return line ? textOf(toProperty(line, ical), cleanLine) : "";
}

/** As many parameters as no program writes: reading them takes time by the square of their number. */
const TOO_MANY = /^[\w-]+(?:;[^;]*){300}/;

/** A line that is none is left out: some programs break long texts in a way of their own. */
function toProperty(line: string, ical: typeof ICAL): Property | null {
  if (TOO_MANY.test(line)) return null;
  try {
    const property = ical.Property.fromString(line);
    const tzid = property.getFirstParameter("tzid") ?? "";
    return {
      name: property.name.toUpperCase(),
      raw: line.slice(line.lastIndexOf(":") + 1).trim(),
      tzid: tzid.trim(),
      read: <T>() => property.getFirstValue() as T,
    };
  } catch {
    return null;
  }
}

function textsOf(first: (name: string) => Property | undefined) {
  return {
    title: textOf(first("SUMMARY"), cleanLine),
    location: textOf(first("LOCATION"), cleanLine),
    description: textOf(first("DESCRIPTION"), cleanLines),
  };
}

function textOf(property: Property | null | undefined, clean: (text: string) => string): string {
  const value = property?.read<unknown>();
  return typeof value === "string" ? clean(value) : "";
}

/** An event without a name gets one by what it says, so that it is known again. */
function toUid(value: unknown, { lines }: EventText): string {
  const uid = typeof value === "string" ? cleanLine(value) : "";
  if (uid !== "" && uid.length <= MAX_UID) return uid;
  return `import-${sha256(uid || lines.join("\n"))}`;
}

/** @throws {LeftOut} when it is none */
function toRule({ read }: Property): ICAL.Recur {
  try {
    return read<ICAL.Recur>();
  } catch {
    throw new LeftOut(NO_RULE);
  }
}

const TIME = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/;

async function firstTime(
  property: Property | undefined,
  reading: Reading,
): Promise<FileTime | null> {
  return property ? await toTime(property.raw, property.tzid, reading) : null;
}

async function allTimes(
  name: string,
  properties: readonly Property[],
  reading: Reading,
): Promise<FileTime[]> {
  const found: FileTime[] = [];
  for (const { raw, tzid } of properties.filter((property) => property.name === name)) {
    for (const text of raw.split(",").slice(0, MAX_DATES)) {
      const time = await toTime(text.split("/")[0]!.trim(), tzid, reading); // of a period the start
      if (time) found.push(time);
    }
  }
  return found.slice(0, MAX_DATES);
}

async function toTime(
  text: string,
  tzid: string,
  { zones, timeZone }: Reading,
): Promise<FileTime | null> {
  const [, year, month, date, hour, minute, second, utc] = TIME.exec(text) ?? [];
  if (!year) return null;
  const zone = utc ? utcZone(timeZone) : tzid && hour ? await zones(tzid) : knownZone(timeZone);
  const time = hour ? `${hour}:${minute}:${second === "60" ? "59" : second}` : null;
  return { day: `${year}-${month}-${date}`, time, zone };
}
