import type { Clock } from "@/lib/clock.ts";
import type { Db } from "@/lib/db/schema.ts";
import { line } from "@/lib/web/form.ts";
import { clockChanges } from "./clock_changes.ts";
import { type Difference, differences } from "./conflict.ts";
import { editAppointment } from "./edit.ts";
import { type AppointmentErrors, type AppointmentFields, checkFields, fieldsOf } from "./form.ts";
import { overlapping } from "./overlap.ts";
import { savedWords, type Told } from "./saved_words.ts";
import { type DatedAppointment, findAppointment } from "./store.ts";
import type { Sender } from "./submit_new.ts";

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
}

/** The form of an edit, as a page shows it. */
export interface EditDraft {
  readonly fields: AppointmentFields;
  /** What is edited; null where there is nothing, and what was typed may become a new one. */
  readonly saved: DatedAppointment | null;
  /** The version that the form is about, as it says; "" where it says none. */
  readonly version: string;
  readonly errors?: AppointmentErrors;
  /** In what it differs from an edit that came first. */
  readonly differences?: readonly Difference[];
}

export type SubmittedEdit =
  | { readonly ok: true; readonly id: string; readonly told: Told }
  | { readonly ok: false; readonly status: 404 | 409 | 422; readonly draft: EditDraft };

/**
 * Takes the form of an edit: saves it, or says what is to be shown instead. A form that says no version, such as that of
 * a script, saves over any.
 */
export async function submitEdit(
  deps: Deps,
  { user, reader }: Sender,
  { id, form }: { id: string; form: FormData },
): Promise<SubmittedEdit> {
  const fields = fieldsOf(form);
  const version = line(form, "version");
  const refuse = (status: 404 | 409 | 422, draft: Omit<EditDraft, "fields">) =>
    ({ ok: false, status, draft: { fields, ...draft } }) as const;
  const before = await findAppointment(deps, user.id, id);
  if (!before) return refuse(404, { saved: null, version });
  const checked = checkFields(fields, reader.timeZone, before);
  if (!checked.ok) return refuse(422, { saved: before, version, errors: checked.errors });
  const isExpected = (current: number) => version === "" || version === String(current);
  const edited = await editAppointment(deps, user.id, { id, isExpected }, checked.appointment);
  if (edited.kind === "missing") return refuse(404, { saved: null, version });
  const { appointment: saved } = edited;
  if (edited.kind === "stale") {
    const found = differences(saved, checked.appointment, reader);
    return refuse(409, { saved, version: String(saved.version), differences: found });
  }
  const overlap = await overlapping(deps, user.id, saved, id);
  const surprises = clockChanges(fields, checked.appointment, reader.locale, before);
  const told = savedWords("Your appointment is saved.", { surprises, overlap, reader });
  return { ok: true, id, told };
}
