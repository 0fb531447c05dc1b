import type ICAL from "ical.js";
import { fromLocal, toLocal } from "../time.ts";
import { datesInYear, isZoneRule } from "./zone_rules.ts";

/** A time zone by which a file tells times. */
export interface ImportZone {
  /** IANA name of the zone in which its appointments are kept. */
  readonly name: string;
  /** Whether nobody knows the zone that the file names, so that the reader's is taken. */
  readonly isUnknown?: true;
  /** The instant of a wall-clock time, `2026-11-21T09:30:00`; null outside of the years 1900 to 9999. */
  toInstant(local: string): number | null;
  /** The wall-clock time of an instant. */
  toLocal(instant: number): string;
}

/** By names, as a file uses them. */
export type Zones = (tzid: string) => Promise<ImportZone>;

/** A zone that the runtime knows. A time that happens twice is the first one, as in forms. */
export function knownZone(name: string): ImportZone {
  return {
    name,
    toInstant: (local) => fromLocal(local, name),
    toLocal: (instant) => `${toLocal(instant, name)}:00`,
  };
}

/** @param reader the zone in which times in UTC are kept, as they were meant somewhere */
export function utcZone(reader: string): ImportZone {
  return { ...knownZone("UTC"), name: reader };
}

/**
 * Finds zones as calendar programs name them: by their IANA name, also behind a path as Thunderbird writes it; by that of
 * Windows, as Outlook does; or as the file describes them. Where all fails, the reader's.
 *
 * @param described VTIMEZONEs of the file
 */
export function createZones(described: ReadonlyMap<string, string>, reader: string): Zones {
  const found = new Map<string, Promise<ImportZone>>();
  const budget = { changes: MOST_CHANGES };
  return (tzid) => {
    const zone = found.get(tzid) ?? find(tzid, { block: described.get(tzid), reader, budget });
    found.set(tzid, zone);
    return zone;
  };
}

/** How many changes of clocks are still worked out for a file. */
interface Budget {
  changes: number;
}

interface Search {
  /** The VTIMEZONE of this name. */
  readonly block: string | undefined;
  readonly reader: string;
  readonly budget: Budget;
}

async function find(tzid: string, { block, reader, budget }: Search): Promise<ImportZone> {
  if (/^(Etc\/)?(UTC|GMT|Z)$/i.test(tzid)) return utcZone(reader);
  const location = /^X-LIC-LOCATION:(.*)$/im.exec(block ?? "")?.[1]?.trim();
  const name = ianaName(tzid) ?? await fromWindows(tzid) ?? (location && ianaName(location));
  if (name) return knownZone(name);
  const described = block && await describedZone(block, reader, budget);
  return described || { ...knownZone(reader), isUnknown: true };
}

const NAME = /[A-Z][\w+-]*(?:\/[A-Z][\w+-]*){0,2}$/i;

function ianaName(tzid: string): string | null {
  const [name] = NAME.exec(tzid) ?? [];
  if (!name || (name !== tzid && !name.includes("/"))) return null;
  // With each folder fewer: `/mozilla.org/20050126_1/Europe/Berlin`.
  const parts = name.split("/");
  for (let from = 0; from < parts.length; from++) {
    const zone = runtimeName(parts.slice(from).join("/"));
    if (zone) return zone;
  }
  return null;
}

/** A name as the runtime spells it, but no other one of the same zone. */
function runtimeName(name: string): string | null {
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return null;
  }
}

/** Loaded only where a name is none of the IANA's. */
async function fromWindows(tzid: string): Promise<string | null> {
  const { findIana } = await import("windows-iana");
  const [name] = findIana(tzid);
  return name ? runtimeName(name) : null;
}

/** Of two zones that Outlook describes, since the year 1601, until the year 2400; about a second of work. */
const MOST_CHANGES = 4000;

async function describedZone(
  block: string,
  reader: string,
  budget: Budget,
): Promise<ImportZone | null> {
  const { default: ICAL } = await import("ical.js");
  try {
    const zone = toZone(ICAL, block, budget);
    const clocks = zone && clocksOf(ICAL, zone);
    return clocks && isSane(clocks) ? { name: reader, ...clocks } : null;
  } catch {
    return null; // it is broken
  }
}

function toZone(ical: typeof ICAL, block: string, budget: Budget): ICAL.Timezone | null {
  const text = `BEGIN:VTIMEZONE\r\n${block}\r\nEND:VTIMEZONE`;
  const component = new ical.Component(ical.parse(text));
  const observances = component.getAllSubcomponents();
  const rules = observances.flatMap((part) => part.getAllProperties("rrule"));
  const areTame = rules.every((rule) => isZoneRule(rule.getFirstValue() as unknown as ICAL.Recur));
  if (!areTame || observances.length === 0) return null;
  budget.changes -= observances.reduce((sum, part) => sum + changesOf(part), 0);
  return budget.changes >= 0 ? new ical.Timezone(component) : null;
}

/** How many changes of the clocks a STANDARD or DAYLIGHT describes, until the year 2400. */
function changesOf(observance: ICAL.Component): number {
  const dates = observance.getAllProperties("rdate")
    .reduce((sum, property) => sum + property.getValues().length, 1);
  const rule = observance.getFirstPropertyValue("rrule") as unknown as ICAL.Recur | null;
  if (!rule) return dates;
  const start = observance.getFirstPropertyValue("dtstart") as unknown as ICAL.Time | null;
  return dates + datesInYear(rule) * Math.max(0, LIKE_BEFORE - (start?.year ?? 0));
}

/** Every 400 years the calendar is the same: what comes from here on is worked out as 400 years before. */
const LIKE_BEFORE = 2400;

function likeBefore(local: string): string {
  const year = Number(local.slice(0, 4));
  return year < LIKE_BEFORE ? local : `${2000 + year % 400}${local.slice(4)}`;
}

/** Whether its clocks are at most a day ahead or behind; those of a broken block are nowhere. */
function isSane({ toLocal }: Pick<ImportZone, "toLocal">): boolean {
  return Math.abs(Date.parse(`${toLocal(SOMETIME)}Z`) - SOMETIME) <= 86_400_000;
}

const SOMETIME = Date.UTC(2026, 0);

function clocksOf(ical: typeof ICAL, zone: ICAL.Timezone) {
  const offset = (local: string) =>
    1000 * zone.utcOffset(ical.Time.fromDateTimeString(likeBefore(local), undefined as never));
  const iso = (ms: number) => new Date(ms).toISOString().slice(0, "2026-11-21T09:30:00".length);
  return {
    toInstant(local: string) {
      const asUtc = fromLocal(local, "UTC");
      return asUtc === null ? null : asUtc - offset(local);
    },
    toLocal: (instant: number) => iso(instant + offset(iso(instant))),
  };
}
