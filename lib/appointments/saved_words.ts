import type { Reader } from "@/lib/reader.ts";
import { inWords } from "./days.ts";
import type { Overlap } from "./overlap.ts";
import { quoted } from "./quoted.ts";
import type { ListedAppointment } from "./store.ts";
import { dayOf } from "./time.ts";
import { shortDayInWords } from "./words.ts";

/** A message, and how much it matters. */
export interface Told {
  readonly text: string;
  readonly category: "success" | "warning";
}

/** Messages are short: the title of one that is in the way gets less room than the one that is talked of. */
const SHORT_TITLE = 50;

/**
 * What to say of an appointment that is in the book now: first that it is, then what its owner may not have expected.
 *
 * @param done such as "Your appointment is saved."
 * @param surprises in sentences
 */
export function savedWords(
  done: string,
  { surprises = [], overlap, reader }: {
    surprises?: readonly string[];
    overlap: Overlap;
    reader: Reader;
  },
): Told {
  const remarks = [...surprises, ...overlapWords(overlap, reader)];
  return {
    text: [done, ...remarks].join(" "),
    category: remarks.length > 0 ? "warning" : "success",
  };
}

function overlapWords({ first: [first], count }: Overlap, reader: Reader): string[] {
  if (!first) return [];
  const more = count > 1 ? ` and ${count - 1} more` : "";
  return [
    `It overlaps with ${quoted(inWords(first, reader).title, SHORT_TITLE)} (${
      shortWords(first, reader)
    })${more}.`,
  ];
}

/** "Mon 23 Nov, 09:30 – 10:15" */
function shortWords(appointment: ListedAppointment, reader: Reader): string {
  const { start, time } = inWords(appointment, reader, shortDayInWords);
  const day = shortDayInWords(dayOf(start), reader.locale);
  return `${day}, ${appointment.isAllDay ? "all day" : time}`;
}

/** Added to what is said of an appointment that the list of what is coming up lacks. */
export function overWords({ endsAt }: { readonly endsAt: number }, now: number): string {
  return endsAt <= now ? " It is over already, so the list has it under “Past”." : "";
}
