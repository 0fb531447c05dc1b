import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { dayAt, readDay, weekView } from "@/lib/appointments/mod.ts";
import { CalendarPage, NoSuchDay } from "@/lib/ui/CalendarPage.tsx";
import { WeekTable } from "@/lib/ui/WeekTable.tsx";

export const handler = defineMember.handlers({
  async GET({ state, url }) {
    const { clock, reader, user } = state;
    const asked = url.searchParams.get("date") || dayAt(clock(), reader.timeZone);
    const date = readDay(asked);
    if (date === null) return page({ date: asked.slice(0, 100), week: null }, { status: 404 });
    return page({ date, week: await weekView(state, user.id, date) });
  },
});

export default defineMember.page<typeof handler>(function Week({ data, state }) {
  const { date, week } = data;
  if (!week) return <NoSuchDay view="week" date={date} />;
  const { days, span, ...frame } = week;
  const isFree = days.every(({ items }) => items.length === 0);
  return (
    <CalendarPage
      view="week"
      date={date}
      timeZone={state.reader.timeZone}
      isFree={isFree}
      {...frame}
    >
      <WeekTable caption={`Appointments of ${span}, day by day`} days={days} />
    </CalendarPage>
  );
});
