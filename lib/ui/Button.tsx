import type { ComponentChildren } from "preact";
import type { Tone } from "./types.ts";

/** Submits its form, and with a name says so in the form's data. */
export function Button({ tone = "primary", name, value, children }: {
  tone?: Tone;
  name?: string;
  value?: string;
  children: ComponentChildren;
}) {
  return (
    <button type="submit" class={`button ${tone}`} name={name} value={value}>{children}</button>
  );
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ href, tone = "primary", rel, children }: {
  href: string;
  tone?: Tone;
  /** What it is to this page (HTML §4.6.7), such as the next one. */
  rel?: "next" | "prev";
  children: ComponentChildren;
}) {
  // Fresh would call it the current page where only the query differs; a button never is.
  return (
    <a class={`button ${tone}`} href={href} rel={rel} aria-current="false">
      {children}
    </a>
  );
}

/** The row of buttons that ends a form or a pitch. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}
