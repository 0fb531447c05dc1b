import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import {
  alsoFound,
  byDay,
  foundInWords,
  listAddress,
  listPage,
  MAX_QUERY,
  readList,
  wordsOf,
} from "@/lib/appointments/mod.ts";
import { AppointmentList } from "@/lib/ui/AppointmentList.tsx";
import { BookNav } from "@/lib/ui/BookNav.tsx";
import { ButtonLink } from "@/lib/ui/Button.tsx";
import { CalendarLinks } from "@/lib/ui/CalendarLinks.tsx";
import { EmptyList, ListEnd } from "@/lib/ui/EmptyList.tsx";
import { ListChoice, ListPages } from "@/lib/ui/ListNav.tsx";
import { Notice } from "@/lib/ui/Notice.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";
import { SearchForm } from "@/lib/ui/SearchForm.tsx";
import { ZoneNote } from "@/lib/ui/ZoneNote.tsx";

const LIMIT = 50;

export const handler = defineMember.handlers({
  async GET({ state, url }) {
    const asked = readList(url.searchParams);
    const { when, query, after } = asked;
    const list = { words: wordsOf(query), limit: LIMIT };
    const found = await listPage(state, state.user.id, { ...list, when, after });
    const other = when === "past" ? "upcoming" : "past";
    const isEmpty = found.appointments.length === 0;
    return page({
      asked,
      days: byDay(found.appointments, state.reader, when === "past"),
      count: query && !isEmpty ? foundInWords(found, after === null) : "",
      next: found.next && listAddress({ when, query, after: found.next }),
      elsewhere: isEmpty
        ? alsoFound(other, await listPage(state, state.user.id, { ...list, when: other }))
        : "",
    }, { status: asked.isBroken ? 404 : 200 });
  },
});

export default defineMember.page<typeof handler>(function Appointments({ data, state }) {
  const { asked: { when, query, after, isCut, isBroken }, days, count, next, elsewhere } = data;
  const here = listAddress({ when, query });
  const addresses = {
    upcoming: listAddress({ query }),
    past: listAddress({ when: "past", query }),
  };
  return (
    <>
      <PageHeader title={when === "past" ? "Past appointments" : "Appointments"}>
        <ButtonLink href="/appointments/new">New appointment</ButtonLink>
      </PageHeader>
      <BookNav view="list" />
      <SearchForm
        action="/appointments"
        label="Search in title and location"
        name="q"
        value={query}
        maxlength={MAX_QUERY}
        fields={when === "past" ? { when } : {}}
        all={query ? listAddress({ when }) : null}
      />
      {isCut && <Notice>Only the first {MAX_QUERY} characters are searched for.</Notice>}
      {isBroken && (
        <Notice>That page of the list is not there any more. This is its beginning.</Notice>
      )}
      <ListChoice when={when} addresses={addresses} />
      {count && <p>{count}</p>}
      {days.length > 0
        ? <AppointmentList days={days} />
        : after
        ? <ListEnd first={here} />
        : (
          <EmptyList
            when={when}
            query={query}
            elsewhere={elsewhere}
            other={addresses[when === "past" ? "upcoming" : "past"]}
          />
        )}
      <ListPages when={when} first={after ? here : null} next={next} />
      <ZoneNote timeZone={state.user.timeZone} />
      <CalendarLinks />
    </>
  );
});
