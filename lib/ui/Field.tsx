import type { ComponentChildren } from "preact";

interface LabelledProps {
  label: string;
  /** The control's name in the form, and its id on the page. */
  name: string;
  /** What is wrong with the value: shown below it and read out with it. */
  error?: string;
  /** Id of a message elsewhere that finds fault with several fields, this one among them. */
  errorId?: string;
  /** What to enter, in a few words. */
  hint?: string;
  required?: boolean;
}

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
  /** Another control instead of an input; it spreads {@linkcode controlAttributes} itself. */
  children?: ComponentChildren;
}

/** A label, its control, a hint and an error, tied together by ids. */
export function Field(
  { label, hint, error, errorId, multiline, children, ...control }: FieldProps,
) {
  const attributes = { ...control, ...controlAttributes({ ...control, hint, error, errorId }) };
  return (
    <div class="field">
      <label for={control.name}>
        {label}
        {control.required ? null : <span class="optional">optional</span>}
      </label>
      {hint && <p class="hint" id={`${control.name}-hint`}>{hint}</p>}
      {children ?? (multiline ? <TextArea {...attributes} /> : <input {...attributes} />)}
      {error && <p class="field-error" id={`${control.name}-error`}>{error}</p>}
    </div>
  );
}

/** Id, state and description of the control of a {@linkcode Field} that brings its own. */
export function controlAttributes(
  { name, hint, error, errorId, required }: Omit<LabelledProps, "label">,
) {
  const descriptions = [hint && `${name}-hint`, error && `${name}-error`, errorId].filter(Boolean);
  return {
    id: name,
    name,
    required,
    "aria-invalid": error || errorId ? "true" as const : undefined,
    "aria-describedby": descriptions.join(" ") || undefined,
  };
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
  return (
    <div class="checkbox">
      <input type="checkbox" checked={checked} {...controlAttributes({ name, hint, error })} />
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
