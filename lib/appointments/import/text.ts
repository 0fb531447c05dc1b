import { Buffer } from "node:buffer";

/** One VEVENT of a file: those of its lines that are read, unfolded. */
export interface EventText {
  readonly lines: readonly string[];
  /** Whether the calendar around it takes its events back (RFC 5546 §3.2.5). */
  readonly isCancelled: boolean;
  /** Whether the file ends in its middle. */
  readonly isCut: boolean;
}

/** A calendar file, taken apart into what is read of it. */
export interface FileText {
  /** How many calendars are in it; a file may hold several (RFC 5545 §3.4). */
  readonly calendars: number;
  /** Whether its bytes are no UTF-8 and were taken for Latin-1. */
  readonly isLatin1: boolean;
  readonly events: readonly EventText[];
  /** The VTIMEZONEs as text, by their TZID. */
  readonly zones: ReadonlyMap<string, string>;
  /** How many components of other kinds it has: `VTODO` → 3. */
  readonly others: ReadonlyMap<string, number>;
  /** Of how many events reminders or guests are left out. */
  readonly trimmed: number;
}

/** What is read of an event. Nothing else is even parsed. */
const READ =
  /^(UID|SUMMARY|LOCATION|DESCRIPTION|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SEQUENCE)[;:]/i;

const BEGIN_END = /^(BEGIN|END):\s*([\w-]{1,40})\s*$/i;

/**
 * Takes a file apart line by line. Whatever it holds, the work grows with its length alone, and nothing is nested:
 * components within components are skipped.
 */
export function takeApart(bytes: Uint8Array): FileText {
  const { text, isLatin1 } = decode(bytes);
  const parts = new Parts();
  for (const line of text.split("\n")) parts.take(line);
  return { ...parts.done(), isLatin1 };
}

/**
 * The text without its folds, which may cut a character in two (RFC 5545 §3.1): so bytes come first. Lines end as they
 * like, and a mark of the byte order is no sign of the first one.
 */
function decode(bytes: Uint8Array): { text: string; isLatin1: boolean } {
  const raw = Buffer.from(bytes).toString("latin1")
    .replace(/^\xef\xbb\xbf/, "").replace(/\r\n?/g, "\n").replace(/\n[ \t]/g, "");
  const unfolded = Buffer.from(raw, "latin1");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(unfolded), isLatin1: false };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(unfolded), isLatin1: true };
  }
}

class Parts {
  readonly events: EventText[] = [];
  readonly zones = new Map<string, string>();
  readonly others = new Map<string, number>();
  calendars = 0;
  trimmed = 0;

  /** How many components are open: a calendar, one in it, and what is skipped within that. */
  #depth = 0;
  #isCancelled = false;
  #kind = "";
  #lines: string[] = [];
  #isTrimmed = false;

  take(line: string): void {
    const [, edge, name] = BEGIN_END.exec(line) ?? [];
    if (!edge || !name) this.#content(line);
    else if (edge.toUpperCase() === "BEGIN") this.#begin(name.toUpperCase(), line);
    else this.#end(line);
  }

  done() {
    if (this.#depth >= 2 && this.#kind === "VEVENT") this.#addEvent(true);
    const { calendars, events, zones, others, trimmed } = this;
    return { calendars, events, zones, others, trimmed };
  }

  #begin(name: string, line: string): void {
    if (this.#depth === 0 && name !== "VCALENDAR") return;
    this.#depth++;
    if (this.#depth === 1) {
      this.calendars++;
      this.#isCancelled = false;
    } else if (this.#depth === 2) {
      this.#kind = name;
      this.#lines = [];
      this.#isTrimmed = false;
    } else if (this.#kind === "VTIMEZONE") this.#lines.push(line);
    else if (name === "VALARM") this.#isTrimmed = true;
  }

  #end(line: string): void {
    if (this.#depth === 0) return;
    this.#depth--;
    if (this.#depth === 1) this.#add();
    else if (this.#depth >= 2 && this.#kind === "VTIMEZONE") this.#lines.push(line);
  }

  #content(line: string): void {
    if (this.#depth === 1 && /^METHOD:\s*CANCEL\s*$/i.test(line)) this.#isCancelled = true;
    else if (this.#kind === "VTIMEZONE" && this.#depth >= 2) this.#lines.push(line);
    else if (this.#kind === "VEVENT" && this.#depth === 2) {
      if (READ.test(line)) this.#lines.push(line);
      else if (/^ATTENDEE[;:]/i.test(line)) this.#isTrimmed = true;
    }
  }

  #add(): void {
    if (this.#kind === "VEVENT") this.#addEvent(false);
    else if (this.#kind === "VTIMEZONE") this.#addZone();
    else this.others.set(this.#kind, (this.others.get(this.#kind) ?? 0) + 1);
  }

  #addEvent(isCut: boolean): void {
    if (this.#isTrimmed) this.trimmed++;
    this.events.push({ lines: this.#lines, isCancelled: this.#isCancelled, isCut });
  }

  #addZone(): void {
    const name = this.#lines.map((line) => /^TZID(?:;[^:]*)?:(.*)$/i.exec(line)?.[1]?.trim())
      .find((name) => name);
    if (name) this.zones.set(name, this.#lines.filter((line) => line !== "").join("\r\n"));
  }
}
