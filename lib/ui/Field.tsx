import type { ComponentChildren } from "preact";
import { controlAttributes, Labelled, type LabelledProps } from "./Labelled.tsx";
import { useTicked, useTyped } from "./typed_context.ts";

export { controlAttributes };

interface FieldProps extends LabelledProps {
  type?: "text" | "email" | "date" | "time" | "datetime-local" | "number" | "search" | "url";
  value?: string;
  autocomplete?: string;
  /** `auto` where people write what they like: their words may run from right to left. */
  dir?: "auto" | "ltr" | "rtl";
  maxlength?: number;
  minlength?: number;
  min?: string;
  max?: string;
  /** A text area instead of an input. */
  multiline?: boolean;
  /** Another control instead of an input; it spreads {@linkcode controlAttributes} and asks {@linkcode useTyped} itself. */
  children?: ComponentChildren;
}

/**
 * A control with its label, hint and error, tied together by ids. It shows what was typed into it before, where its form
 * waits to be sent again. Islands take {@linkcode Labelled} instead.
 */
export function Field(
  { label, hint, error, errorId, multiline, value, children, ...control }: FieldProps,
) {
  const attributes = {
    ...control,
    ...controlAttributes({ ...control, hint, error, errorId }),
    value: useTyped(control.name, value),
  };
  return (
    <Labelled {...control} label={label} hint={hint} error={error}>
      {children ?? (multiline ? <TextArea {...attributes} /> : <input {...attributes} />)}
    </Labelled>
  );
}

function TextArea(
  { value, type: _, min: _min, max: _max, ...attributes }:
    & Omit<FieldProps, "label" | "children">
    & ReturnType<typeof controlAttributes>,
) {
  return <textarea rows={5} {...attributes}>{value}</textarea>;
}

/** A box to tick; sends `on` or nothing. */
export function Checkbox(
  { label, name, checked, hint, error }: Omit<LabelledProps, "errorId" | "required"> & {
    checked?: boolean;
  },
) {
  const attributes = controlAttributes({ name, hint, error });
  return (
    <div class="checkbox">
      <input type="checkbox" checked={useTicked(name, checked)} {...attributes} />
      <label for={name}>{label}</label>
      {hint && <p class="hint" id={`${name}-hint`}>{hint}</p>}
      {error && <p class="field-error" id={`${name}-error`}>{error}</p>}
    </div>
  );
}

/** The hidden proof that a form comes from one of our own pages. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name="csrf_token" value={token} />;
}

/** Whose password is asked for, for password managers and screen readers; nobody types it again. */
export function Username({ email }: { email: string }) {
  return (
    <p>
      Signed in as <bdi>{email}</bdi>
      <input type="text" autocomplete="username" value={email} readOnly hidden />
    </p>
  );
}
