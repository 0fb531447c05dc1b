import type { ComponentChildren } from "preact";
import { BookNav } from "./BookNav.tsx";
import { Button, ButtonLink } from "./Button.tsx";
import { Notice } from "./Notice.tsx";
import { PageHeader } from "./Page.tsx";
import { ZoneNote } from "./ZoneNote.tsx";

type View = "week" | "month";

interface CalendarPageProps {
  view: View;
  title: string;
  /** `2026-11-23`: the day that was asked for. */
  date: string;
  /** A day in the stretch before; null when there is none. */
  previous: string | null;
  next: string | null;
  /** Whether there was more than can be shown. */
  isCut: boolean;
  /** Whether there is nothing to show. */
  isFree: boolean;
  timeZone: string;
  children: ComponentChildren;
}

/** A page with the calendar of a week or a month: what it is, and the ways to others. */
export function CalendarPage(
  { view, title, date, previous, next, isCut, isFree, timeZone, children }: CalendarPageProps,
) {
  return (
    <>
      <PageHeader title={title}>
        <ButtonLink href={`/appointments/new?date=${date}`}>New appointment</ButtonLink>
      </PageHeader>
      <BookNav view={view} date={date} />
      <div class="calendar-bar">
        <nav class="actions" aria-label={`Other ${view}s`}>
          {previous && <Way view={view} date={previous} rel="prev">Previous</Way>}
          <Way view={view}>Today</Way>
          {next && <Way view={view} date={next} rel="next">Next</Way>}
        </nav>
        <JumpForm view={view} date={date} />
      </div>
      {isCut && (
        <Notice category="warning">
          There are more appointments than can be shown here. <a href="/appointments">The list</a>
          {" "}
          has them all.
        </Notice>
      )}
      {isFree && <p>There is nothing in this {view}.</p>}
      {children}
      <ZoneNote timeZone={timeZone} />
    </>
  );
}

/** Where an address names a day that there is not. */
export function NoSuchDay({ view, date }: { view: View; date: string }) {
  return (
    <>
      <PageHeader title="There is no such day" />
      <BookNav view={view} />
      <p>
        The book has the days of the years 1900 to 9999, and “<bdi>{date}</bdi>” is none of them.
      </p>
      <nav class="actions" aria-label={`Other ${view}s`}>
        <Way view={view}>Today</Way>
      </nav>
      <JumpForm view={view} date="" />
    </>
  );
}

function Way({ view, date, rel, children }: {
  view: View;
  date?: string;
  rel?: "prev" | "next";
  children: ComponentChildren;
}) {
  const query = date ? `?date=${date}` : "";
  return (
    <ButtonLink href={`/appointments/${view}${query}`} tone="quiet" rel={rel}>
      {children}
      {rel && <span class="visually-hidden">{` ${view}`}</span>}
    </ButtonLink>
  );
}

function JumpForm({ view, date }: { view: View; date: string }) {
  return (
    <form method="get" action={`/appointments/${view}`} class="calendar-jump">
      <label for="date">Day</label>
      <input
        type="date"
        id="date"
        name="date"
        value={date}
        min="1900-01-01"
        max="9999-12-31"
        required
      />
      <Button tone="quiet">Go</Button>
    </form>
  );
}
