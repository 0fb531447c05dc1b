import type { ComponentChildren } from "preact";
import { Title } from "./Title.tsx";

interface PageHeaderProps {
  title: string;
  /** The same words with markup, such as `<bdi>` around a name; by default the title. */
  heading?: ComponentChildren;
  children?: ComponentChildren;
}

/** In characters: what is longer would fill a phone in large letters. */
const LONG = 60;

/** The heading of a page, which is its title too, with its actions (links, buttons) at the far end. */
export function PageHeader({ title, heading = title, children }: PageHeaderProps) {
  return (
    <div class="page-header">
      <Title>{title}</Title>
      <h1 dir="auto" class={title.length > LONG ? "long" : undefined}>{heading}</h1>
      {children && <div class="actions">{children}</div>}
    </div>
  );
}

/** What stands where a list would, when there is nothing to list yet. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty-state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A narrow page with one task: signing in, signing out, confirming. */
export function Panel(
  { title, about, children }: { title: string; about?: string; children: ComponentChildren },
) {
  return (
    <section class="panel">
      <Title about={about}>{title}</Title>
      <h1>{title}</h1>
      {children}
    </section>
  );
}
