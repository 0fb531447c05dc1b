import { createPauses } from "../pauses.ts";
import { stretchAround } from "./dates.ts";
import { type FileEvent, LeftOut, readEvent, type Reading, titleOf } from "./event.ts";
import { FileReport, type ImportedFile } from "./report.ts";
import { makeSeries, type Making, type Series } from "./series.ts";
import { dateName } from "./span.ts";
import { type EventText, type FileText, takeApart } from "./text.ts";
import { createZones } from "./zones.ts";

export type ReadFile =
  | { readonly ok: true; readonly file: ImportedFile }
  | { readonly ok: false; readonly error: string };

interface Reader {
  readonly timeZone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const EMPTY = "The file is empty. Please choose another one.";
const NO_CALENDAR =
  "That is not a calendar file. Please choose one with the ending .ics, as calendar programs export it.";
const ZIPPED =
  "That is a zip archive. Please unpack it first, and choose one of the .ics files in it.";

/** How many appointments come from one file: few enough to be looked through. */
const MOST = 2000;

/** How long the dates of what repeats may take to work out, in milliseconds. */
const BUDGET = 2000;

/**
 * Reads a calendar file (RFC 5545) of at most some megabytes, whatever is in it: what cannot be taken is left out, with the
 * reason. The parser is loaded only here.
 */
export async function readCalendarFile(bytes: Uint8Array, reader: Reader): Promise<ReadFile> {
  if (bytes.length === 0) return { ok: false, error: EMPTY };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3) return { ok: false, error: ZIPPED };
  const text = takeApart(bytes);
  if (text.calendars === 0) return { ok: false, error: NO_CALENDAR };
  const { default: ical } = await import("ical.js");
  const { timeZone, now } = reader;
  const reading = { ical, zones: createZones(text.zones, timeZone), timeZone };
  const pause = createPauses();
  const making = { ...reading, stretch: stretchAround(now), budget: { ms: BUDGET, pause } };
  const report = new FileReport(text);
  const groups = await readEvents(text, reading, report);
  return { ok: true, file: report.file(await takeGroups(groups, making, report)) };
}

/** The events that share a UID: one, and versions of its single dates by their names. */
interface Group {
  event: FileEvent | null;
  readonly versions: Map<string, FileEvent>;
}

async function readEvents(
  { events }: FileText,
  reading: Reading,
  report: FileReport,
): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>();
  const pause = createPauses();
  for (const text of events) {
    await pause();
    const event = await tryRead(text, reading, report);
    if (event) sort(groups, event, report);
  }
  return groups;
}

async function tryRead(
  text: EventText,
  reading: Reading,
  report: FileReport,
): Promise<FileEvent | null> {
  try {
    const event = await readEvent(text, reading);
    report.noteZone(event.start);
    return event;
  } catch (error) {
    const why = error instanceof LeftOut ? error.message : "It cannot be read.";
    report.leaveOut(titleOf(text, reading.ical), why);
    return null;
  }
}

/** Of two that are the same the newer one stays; of equals the last. */
function sort(groups: Map<string, Group>, event: FileEvent, report: FileReport): void {
  const group = groups.get(event.uid) ?? { event: null, versions: new Map() };
  groups.set(event.uid, group);
  const name = event.replaces && dateName(event.replaces);
  const other = name === null ? group.event : group.versions.get(name) ?? null;
  const isNewer = !other || event.sequence >= other.sequence;
  if (other) report.leaveOut((isNewer ? other : event).title, TWICE);
  if (!isNewer) return;
  if (name === null) group.event = event;
  else group.versions.set(name, event);
}

const TWICE = "The file has it twice; the other one is newer, or the last.";

async function takeGroups(
  groups: ReadonlyMap<string, Group>,
  making: Making,
  report: FileReport,
): Promise<Series[]> {
  const taken: Series[] = [];
  const names = new Set<string>();
  let room = MOST;
  for (const { event, versions } of groups.values()) {
    await making.budget.pause();
    const { title } = event ?? [...versions.values()][0]!;
    try {
      if (room === 0) throw new LeftOut(FULL);
      const made = await makeSeries(event, [...versions.values()], making);
      const named = ofOwnName(made.series, names);
      if (count(named) < count(made.series)) report.leaveOut(title, NAMESAKE);
      const fitting = fit(named, room);
      for (const series of fitting) {
        taken.push(series);
        room -= series.dates.length;
      }
      report.noteMade(title, made, room === 0);
    } catch (error) {
      report.leaveOut(title, error instanceof LeftOut ? error.message : "It cannot be read.");
    }
  }
  return taken;
}

const NAMESAKE = "The file has another appointment by the same name (UID).";

/** The date of one appointment has a name that another may have by itself: an export of what was imported. */
function ofOwnName(all: readonly Series[], names: Set<string>): Series[] {
  return all.map((series) => ({
    ...series,
    dates: series.dates.filter(([uid]) => !names.has(uid) && names.add(uid)),
  }));
}

function count(all: readonly Series[]): number {
  return all.reduce((sum, { dates }) => sum + dates.length, 0);
}

const FULL = `A file gives at most ${MOST.toLocaleString("en")} appointments at a time.`;

function fit(all: readonly Series[], room: number): Series[] {
  let left = room;
  return all.flatMap((series) => {
    const dates = series.dates.slice(0, left);
    left -= dates.length;
    return dates.length > 0 ? [{ ...series, dates }] : [];
  });
}
