import { page } from "fresh";
import { define } from "@/lib/app.ts";
import { byDay, todayInWords, upcomingAppointments } from "@/lib/appointments/mod.ts";
import { AppointmentList } from "@/lib/ui/AppointmentList.tsx";
import { BookNav } from "@/lib/ui/BookNav.tsx";
import { ButtonLink } from "@/lib/ui/Button.tsx";
import { EmptyState, PageHeader } from "@/lib/ui/Page.tsx";
import { Welcome } from "@/lib/ui/Ticket.tsx";

const SHOWN = 3;

export const handler = define.handlers({
  async GET({ state }) {
    const { user, session, reader } = state;
    const next = user ? await upcomingAppointments(state, user.id, SHOWN) : [];
    return page({
      days: user ? byDay(next, reader) : [],
      today: todayInWords(state.clock(), reader),
      lastPage: session.get("lastPage"),
    });
  },
});

export default define.page<typeof handler>(function Home({ data, state }) {
  if (!state.user) {
    return <Pitch lastPage={data.lastPage} mayRegister={state.config.registration !== "closed"} />;
  }
  return (
    <>
      <PageHeader
        title={`Hello, ${state.user.name}`}
        heading={
          <>
            Hello, <bdi>{state.user.name}</bdi>
          </>
        }
      >
        <ButtonLink href="/appointments/new">New appointment</ButtonLink>
      </PageHeader>
      <p class="lead">Today is {data.today}.</p>
      <BookNav />
      {data.days.length > 0
        ? <AppointmentList days={data.days} />
        : (
          <EmptyState title="Nothing is coming up">
            <p>
              <a href="/appointments/new">Make an appointment</a> and it will be listed here.
            </p>
          </EmptyState>
        )}
      <LastPage path={data.lastPage} />
    </>
  );
});

function Pitch({ lastPage, mayRegister }: { lastPage: string | undefined; mayRegister: boolean }) {
  return (
    <>
      <Welcome
        title="Your appointments, kept safe"
        lead="A small book for what is coming up."
        about="An appointments book for one person or a small practice: days, weeks and months at a glance, on any device."
      >
        {mayRegister && <ButtonLink href="/register">Create account</ButtonLink>}
        <ButtonLink href="/login" tone={mayRegister ? "quiet" : "primary"}>Sign in</ButtonLink>
      </Welcome>
      <LastPage path={lastPage} />
    </>
  );
}

function LastPage({ path }: { path: string | undefined }) {
  if (!path) return null;
  return (
    <p class="muted on-screen">
      The last page you visited: <a href={path}>{path}</a>
    </p>
  );
}
