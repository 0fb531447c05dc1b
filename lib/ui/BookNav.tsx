import type { ComponentChildren } from "preact";

type View = "list" | "week" | "month";

/**
 * The ways to look at the book.
 *
 * @param view the one that is shown; none on other pages
 * @param date `2026-11-23`: what the others are to show
 */
export function BookNav({ view, date }: { view?: View; date?: string }) {
  const query = date ? `?date=${date}` : "";
  return (
    <nav class="view-nav" aria-label="Views">
      <Choice href="/appointments" isChosen={view === "list"}>List</Choice>
      <Choice href={`/appointments/week${query}`} isChosen={view === "week"}>Week</Choice>
      <Choice href={`/appointments/month${query}`} isChosen={view === "month"}>Month</Choice>
    </nav>
  );
}

/** A link among several, one of which leads to what is shown. */
export function Choice(
  { href, isChosen, children }: { href: string; isChosen: boolean; children: ComponentChildren },
) {
  // Said in either case: for Fresh all links to this path are the current page, whatever they ask.
  return <a href={href} aria-current={isChosen ? "page" : "false"}>{children}</a>;
}
