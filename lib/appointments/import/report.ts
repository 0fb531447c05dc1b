import { UNTITLED } from "../days.ts";
import type { FileTime } from "./event.ts";
import { type Made, MAX_DATES, type Series } from "./series.ts";
import type { FileText } from "./text.ts";

/** What a calendar file holds for a book. Plain data, to be kept. */
export interface ImportedFile {
  readonly series: readonly Series[];
  /** The first of what is left out, each with its reason in a sentence. */
  readonly leftOut: readonly LeftOutEvent[];
  /** How many are left out in all. */
  readonly leftOutCount: number;
  /** What else is to be told of the file, a sentence each. */
  readonly notes: readonly string[];
}

export interface LeftOutEvent {
  readonly title: string;
  readonly why: string;
}

/** How many are named one by one. */
const MOST_NAMED = 100;

/** Other components of calendars, as people call them, one and several. */
const KINDS: Record<string, readonly [one: string, several: string]> = {
  VTODO: ["task", "tasks"],
  VJOURNAL: ["journal entry", "journal entries"],
  VFREEBUSY: ["list of free and busy times", "lists of free and busy times"],
};

/** Collects what there is to tell of a file while it is read. */
export class FileReport {
  readonly #text: FileText;
  readonly #leftOut: LeftOutEvent[] = [];
  readonly #unknownZones = new Set<string>();
  #leftOutCount = 0;
  #repeating = 0;
  #cutShort: string[] = [];
  #moments = 0;
  #shortened = 0;
  #isFull = false;

  constructor(text: FileText) {
    this.#text = text;
  }

  leaveOut(title: string, why: string): void {
    this.#leftOutCount++;
    const short = [...title.slice(0, 200)].slice(0, 100).join("");
    if (this.#leftOut.length < MOST_NAMED) this.#leftOut.push({ title: short || UNTITLED, why });
  }

  noteZone({ zone }: FileTime): void {
    if (zone.isUnknown) this.#unknownZones.add(zone.name);
  }

  /** @param isFull whether there is no room for more, so that some dates may be missing */
  noteMade(title: string, { of, isShortened, moments }: Made, isFull: boolean): void {
    if (of !== undefined) this.#repeating++;
    if (of !== undefined && of > MAX_DATES) this.#cutShort.push(title || UNTITLED);
    if (isShortened) this.#shortened++;
    this.#moments += moments;
    this.#isFull ||= isFull;
  }

  file(series: readonly Series[]): ImportedFile {
    const { leftOut, leftOutCount } = { leftOut: this.#leftOut, leftOutCount: this.#leftOutCount };
    return { series, leftOut, leftOutCount, notes: [...this.#notes()] };
  }

  *#notes(): Generator<string> {
    const { isLatin1, trimmed, others } = this.#text;
    if (this.#isFull) yield "There was no room for all of the file; the rest is left out.";
    if (this.#repeating > 0) {
      yield `${
        count(this.#repeating, "appointment repeats", "appointments repeat")
      }. Each of the dates from a year ago to two years ahead becomes an appointment by itself, at most ${MAX_DATES} of each.`;
    }
    for (const title of this.#cutShort.slice(0, 20)) {
      yield `“\u2068${title}\u2069” has more dates than that; those that come next are taken.`;
    }
    if (this.#moments > 0) {
      yield `${
        count(
          this.#moments,
          "appointment has no length and gets",
          "appointments have no length and get",
        )
      } one minute.`;
    }
    if (this.#shortened > 0) {
      yield `Of ${
        count(this.#shortened, "appointment", "appointments")
      } title, location or description is too long and is cut.`;
    }
    if (trimmed > 0) {
      yield `Reminders and guests are not taken along; ${
        count(trimmed, "appointment has", "appointments have")
      } some.`;
    }
    for (const [kind, [one, several]] of Object.entries(KINDS)) {
      const number = others.get(kind) ?? 0;
      if (number > 0) yield `${count(number, one, several)}: only appointments are taken.`;
    }
    for (const zone of this.#unknownZones) {
      yield `The file names a time zone that is not known here; its times are taken for those of ${zone}.`;
    }
    if (isLatin1) {
      yield "The file is not in UTF-8; it was read as Western European. Please look whether accents are right.";
    }
  }
}

function count(number: number, one: string, several: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : several}`;
}
