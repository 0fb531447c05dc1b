import type { ComponentChildren } from "preact";

interface LabSectionProps {
  /** Unique on the page; leads to the section. */
  id: string;
  title: string;
  intro?: ComponentChildren;
  children: ComponentChildren;
}

/** A part of a lab page, with what it is about. */
export function LabSection({ id, title, intro, children }: LabSectionProps) {
  return (
    <section class="lab-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {intro && <p>{intro}</p>}
      {children}
    </section>
  );
}

interface ExperimentProps {
  /** Unique on the page; leads to the experiment. */
  id: string;
  title: string;
  /** What to see here, in a sentence. */
  note: ComponentChildren;
  /** What is done. */
  setup: ComponentChildren;
  /** What comes of it. */
  children: ComponentChildren;
}

/** Cause and effect, the parts of the effect side by side where there is room. */
export function Experiment({ id, title, note, setup, children }: ExperimentProps) {
  return (
    <article class="experiment" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p>{note}</p>
      {setup}
      <div class="experiment-result">{children}</div>
    </article>
  );
}
