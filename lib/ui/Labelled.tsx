import type { ComponentChildren } from "preact";

export interface LabelledProps {
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

/** A label, its control, a hint and an error, tied together by ids. The control spreads {@linkcode controlAttributes}. */
export function Labelled(
  { label, name, hint, error, required, children }:
    & Omit<LabelledProps, "errorId">
    & { children: ComponentChildren },
) {
  return (
    <div class="field">
      <label for={name}>
        {label} {required ? null : <span class="optional">optional</span>}
      </label>
      {hint && <p class="hint" id={`${name}-hint`}>{hint}</p>}
      {children}
      {error && <p class="field-error" id={`${name}-error`}>{error}</p>}
    </div>
  );
}

/** Id, state and description of a control inside of {@linkcode Labelled}. */
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
