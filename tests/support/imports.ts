import { assert } from "@std/assert";
import { type ImportedFile, readCalendarFile } from "@/lib/appointments/mod.ts";
import { join } from "node:path";
import { NOW, ROOT } from "./constants.ts";

/** Somebody in Berlin, on the morning of 21 November 2026. */
export const READER = { timeZone: "Europe/Berlin", now: NOW };

/** A calendar with these lines in it, as a file. */
export function calendar(...lines: string[]): string {
  const all = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", ...lines, "END:VCALENDAR"];
  return all.map((line) => `${line}\r\n`).join("");
}

let count = 0;

/** The lines of an event; its name is another each time unless it is told. */
export function event(...lines: string[]): string[] {
  const uid = lines.some((line) => line.startsWith("UID")) ? [] : [`UID:event-${++count}`];
  return ["BEGIN:VEVENT", ...uid, "DTSTAMP:20261101T000000Z", ...lines, "END:VEVENT"];
}

export async function readFile(file: string | Uint8Array, reader = READER): Promise<ImportedFile> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const read = await readCalendarFile(bytes, reader);
  assert(read.ok, read.ok ? "" : read.error);
  return read.file;
}

/** One appointment of a file, in the way that tests speak of it. */
export interface Taken {
  readonly uid: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
}

/** What a file holds, in order of time, its times in UTC: `2026-11-23T08:30`. */
export function taken({ series }: ImportedFile): Taken[] {
  const minute = (at: number) => new Date(at).toISOString().slice(0, "2026-11-23T08:30".length);
  return series.flatMap(({ title, dates }) =>
    dates.map(([uid, from, to]) => ({ uid, title, start: minute(from), end: minute(to) }))
  ).sort((a, b) => a.start.localeCompare(b.start));
}

/** When what a file holds begins, in UTC. */
export async function starts(...lines: string[]): Promise<string[]> {
  return taken(await readFile(calendar(...lines))).map(({ start }) => start);
}

/** A file as a program has exported it, with the line breaks that it writes. */
export async function sample(name: string): Promise<string> {
  const path = join(ROOT, "tests", "support", "calendars", `${name}.ics`);
  return (await Deno.readTextFile(path)).replaceAll("\n", "\r\n");
}
