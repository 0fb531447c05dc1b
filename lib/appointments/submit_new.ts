import type { Clock } from "@/lib/clock.ts";
import type { Db } from "@/lib/db/schema.ts";
import type { Reader } from "@/lib/reader.ts";
import { line } from "@/lib/web/form.ts";
import { addOnce, newFormId, toFormId } from "./add.ts";
import { clockChanges } from "./clock_changes.ts";
import { type Difference, differences } from "./conflict.ts";
import { saysTheSame } from "./edit.ts";
import { type AppointmentErrors, type AppointmentFields, checkFields, fieldsOf } from "./form.ts";
import { overlapping } from "./overlap.ts";
import { overWords, savedWords, type Told } from "./saved_words.ts";
import type { DatedAppointment } from "./store.ts";

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
}

/** Who sends a form, and on whose clocks its times are. */
export interface Sender {
  readonly user: { readonly id: string };
  readonly reader: Reader;
}

/** The form of a new appointment, as a page shows it. */
export interface NewDraft {
  readonly fields: AppointmentFields;
  readonly formId: string;
  readonly errors?: AppointmentErrors;
  /** What the form has made when it was sent first, where it says something else now. */
  readonly made?: DatedAppointment;
  readonly differences?: readonly Difference[];
}

export type SubmittedNew =
  | { readonly ok: true; readonly told: Told }
  | { readonly ok: false; readonly status: 422 | 409; readonly draft: NewDraft };

const SAVED = "Your appointment is saved.";
const SAVED_ONCE = "Your appointment is saved, once: its form was sent twice.";

/** Takes the form of a new appointment: saves it, or says what is to be shown instead. */
export async function submitNew(
  deps: Deps,
  { user, reader }: Sender,
  form: FormData,
): Promise<SubmittedNew> {
  const fields = fieldsOf(form);
  const formId = toFormId(line(form, "form_id"));
  const checked = checkFields(fields, reader.timeZone);
  if (!checked.ok) {
    const draft = { fields, formId: formId ?? newFormId(), errors: checked.errors };
    return { ok: false, status: 422, draft };
  }
  const { appointment: made, isNew } = await addOnce(deps, user.id, checked.appointment, formId);
  if (!saysTheSame(made, checked.appointment)) {
    const found = differences(made, checked.appointment, reader);
    const draft = { fields, formId: newFormId(), made, differences: found };
    return { ok: false, status: 409, draft };
  }
  const overlap = await overlapping(deps, user.id, made, made.id);
  const done = (isNew ? SAVED : SAVED_ONCE) + overWords(made, deps.clock());
  const surprises = clockChanges(fields, made, reader.locale);
  return { ok: true, told: savedWords(done, { surprises, overlap, reader }) };
}
