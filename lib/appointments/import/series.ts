import { cutTo } from "../limits.ts";
import { datesOf, repeats, type Work } from "./dates.ts";
import { type FileEvent, type FileTime, LeftOut } from "./event.ts";
import { dateName, instantOf, type Span, spanOn } from "./span.ts";

/** One or more appointments of a file that say the same but for their dates. Plain data, to be kept. */
export interface Series {
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly isAllDay: boolean;
  /** IANA name. */
  readonly timeZone: string;
  readonly dates: readonly Dated[];
}

/** One date by its name in calendars, its times in milliseconds since 1970. */
export type Dated = readonly [uid: string, startsAt: number, endsAt: number];

/** What came of the events that share a UID. */
export interface Made {
  readonly series: readonly Series[];
  /** How many dates there are, of which at most {@linkcode MAX_DATES} are taken; of what repeats only. */
  readonly of?: number;
  readonly isShortened: boolean;
  readonly moments: number;
}

/** What it is made with. */
export interface Making extends Work {
  /** The reader's zone. */
  readonly timeZone: string;
}

/** Of what repeats: nearly four years of weeks. */
export const MAX_DATES = 200;

/**
 * The appointments that an event stands for, and its other versions of single dates with it (RFC 5545 §3.8.4.4).
 *
 * @param event null where a file has only versions of single dates
 * @throws {LeftOut} when nothing of it can be taken
 */
export async function makeSeries(
  event: FileEvent | null,
  versions: readonly FileEvent[],
  making: Making,
): Promise<Made> {
  const replaced = new Set(versions.map(({ replaces }) => dateName(replaces!)));
  const parts = event && !event.isCancelled ? [await mainPart(event, replaced, making)] : [];
  for (const version of versions) {
    if (!version.isCancelled) parts.push(onePart(version, versionUid(version), making));
  }
  if (parts.length === 0) throw new LeftOut("It was cancelled.");
  const all = parts.filter(({ series }) => series.dates.length > 0);
  if (all.length === 0) throw new LeftOut(NONE_NEAR);
  return {
    series: all.map(({ series }) => series),
    of: parts.find((part) => part.of !== undefined)?.of,
    isShortened: parts.some((part) => part.isShortened),
    moments: all.filter((part) => part.isMoment).length,
  };
}

const NONE_NEAR = "It repeats, but on no date from a year ago to two years ahead.";

interface Part {
  readonly series: Series;
  readonly of?: number;
  readonly isShortened: boolean;
  readonly isMoment: boolean;
}

async function mainPart(
  event: FileEvent,
  replaced: ReadonlySet<string>,
  making: Making,
): Promise<Part> {
  if (!repeats(event)) return onePart(event, event.uid, making);
  const all = await datesOf(event, making);
  const taken = nearest(all, making.stretch.now).filter((date) => !replaced.has(dateName(date)));
  const dates = taken.map((date) => toDated(event, date, `${event.uid}/${dateName(date)}`, making));
  return { ...toPart(event, dates, making), of: all.length };
}

function onePart(event: FileEvent, uid: string, making: Making): Part {
  return toPart(event, [toDated(event, event.start, uid, making)], making);
}

function versionUid({ uid, replaces }: FileEvent): string {
  return `${uid}/${dateName(replaces!)}`;
}

/** Of many dates those that are ahead, and before them as many as there is room for. */
function nearest(dates: readonly FileTime[], now: number): readonly FileTime[] {
  const ahead = dates.findIndex((date) => instantOf(date)! >= now);
  const first = Math.min(ahead === -1 ? Infinity : ahead, Math.max(0, dates.length - MAX_DATES));
  return dates.slice(first, first + MAX_DATES);
}

type DatedSpan = Span & { readonly uid: string };

function toDated(event: FileEvent, date: FileTime, uid: string, { timeZone }: Making): DatedSpan {
  return { uid, ...spanOn(event, date, timeZone) };
}

function toPart(event: FileEvent, dates: readonly DatedSpan[], { timeZone }: Making): Part {
  const { title, location, description, start } = event;
  const isAllDay = start.time === null;
  const texts = { title, location, description };
  const cut = cutTo(texts);
  return {
    series: {
      ...cut,
      isAllDay,
      timeZone: isAllDay ? timeZone : start.zone.name,
      dates: dates.map(({ uid, startsAt, endsAt }) => [uid, startsAt, endsAt]),
    },
    isShortened: (["title", "location", "description"] as const)
      .some((name) => cut[name] !== texts[name]),
    isMoment: dates.some((date) => date.isMoment),
  };
}
