import type { Reader } from "@/lib/reader.ts";
import { inWords } from "./days.ts";
import { hasSameTimes } from "./edit.ts";
import type { NewAppointment } from "./store.ts";

/** One thing in which two states of an appointment differ, in words; "" where one says nothing. */
export interface Difference {
  readonly label: string;
  readonly saved: string;
  readonly yours: string;
}

/** What differs between an appointment as it is saved and as somebody would have it, in the order of the form. */
export function differences(
  saved: NewAppointment,
  yours: NewAppointment,
  reader: Reader,
): Difference[] {
  const times = { label: "When", saved: when(saved, reader), yours: when(yours, reader) };
  const text = (label: string, name: "title" | "location" | "description") =>
    saved[name] === yours[name] ? [] : [{ label, saved: saved[name], yours: yours[name] }];
  return [
    ...text("Title", "title"),
    ...(hasSameTimes(saved, yours) ? [] : [times]),
    ...text("Location", "location"),
    ...text("Description", "description"),
  ];
}

function when(appointment: NewAppointment, reader: Reader): string {
  const { day, time, duration } = inWords({ id: "", ...appointment }, reader);
  return `${day}, ${time} (${duration})`;
}
