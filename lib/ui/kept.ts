/** A form that was sent and could not be taken. */
export interface Kept {
  /** The form says it when it is sent again, as `kept_form`. */
  readonly id: string;
  /** Where it was sent. */
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

export type Fields = Readonly<Record<string, string>>;

/** What tells one form from the others of its page. */
export interface FormMarks {
  readonly action: string | undefined;
  readonly fields: Fields;
  readonly actions: readonly string[];
}

/** Whether this is the form that was sent: nothing that it always sends, or never, says otherwise. */
export function couldHaveSent({ action: path, fields, actions }: FormMarks, kept: Kept): boolean {
  const sent = new Map(kept.fields);
  const action = sent.get("action");
  return kept.path === path &&
    Object.entries(fields).every(([name, value]) => (sent.get(name) ?? "") === value) &&
    (action === undefined || action === fields.action || actions.includes(action));
}
