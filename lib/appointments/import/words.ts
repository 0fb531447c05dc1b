import type { Reader } from "@/lib/reader.ts";
import { inWords } from "../days.ts";
import type { Compared } from "./compare.ts";

/** One appointment of a file, put into words. */
export interface PreviewItem {
  readonly title: string;
  readonly day: string;
  readonly time: string;
  /** When it begins, for machines. */
  readonly start: string;
  readonly location: string;
  /** How it stands to the book. */
  readonly standing: string;
}

export interface Preview {
  /** What an import would do, in sentences. */
  readonly summary: string;
  readonly added: number;
  readonly different: number;
  /** The first of them. */
  readonly items: readonly PreviewItem[];
  /** How many there are besides. */
  readonly rest: number;
}

/** How many are shown: enough to know whether it is the right file. */
const SHOWN = 50;

const STANDING: Record<Compared["standing"], string> = {
  new: "New",
  same: "The same",
  different: "Different",
};

/** What a file would do to its owner's book. What is new comes first. */
export function previewOf(all: readonly Compared[], reader: Reader): Preview {
  const of = (wanted: Compared["standing"]) => all.filter(({ standing }) => standing === wanted);
  const [added, different, same] = [of("new"), of("different"), of("same")];
  return {
    summary: summaryOf(added.length, different.length, same.length),
    added: added.length,
    different: different.length,
    items: [...added, ...different, ...same].slice(0, SHOWN).map((one) => toItem(one, reader)),
    rest: Math.max(0, all.length - SHOWN),
  };
}

function toItem({ appointment, standing }: Compared, reader: Reader): PreviewItem {
  const { title, day, time, start, location } = inWords({ id: "", ...appointment }, reader);
  return { title, day, time, start, location, standing: STANDING[standing] };
}

function summaryOf(added: number, different: number, same: number): string {
  if (added + different + same === 0) return "There is no appointment in it that can be taken.";
  return [
    `${appointments(added)} ${is(added)} new.`,
    ...(different > 0
      ? [`${appointments(different)} ${is(different)} here already, and different.`]
      : []),
    ...(same > 0 ? [`${appointments(same)} ${is(same)} here already, and the same.`] : []),
  ].join(" ");
}

/** What an import has done. */
export function importedWords({ added, changed }: { added: number; changed: number }): string {
  const done = [
    ...(added > 0 ? [`${appointments(added)} ${is(added)} imported.`] : []),
    ...(changed > 0 ? [`${appointments(changed)} ${is(changed)} changed.`] : []),
  ];
  return done.join(" ") || "There was nothing to import.";
}

function appointments(count: number): string {
  if (count === 0) return "No appointment";
  return `${count.toLocaleString("en")} ${count === 1 ? "appointment" : "appointments"}`;
}

function is(count: number): string {
  return count > 1 ? "are" : "is";
}
