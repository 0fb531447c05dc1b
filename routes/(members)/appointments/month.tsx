import { page } from "fresh";
import { defineMember } from "@/lib/app.ts";
import { dayAt, monthView, readDay } from "@/lib/appointments/mod.ts";
import { CalendarPage, NoSuchDay } from "@/lib/ui/CalendarPage.tsx";
import { MonthTable } from "@/lib/ui/MonthTable.tsx";

export const handler = defineMember.handlers({
  async GET({ state, url }) {
    const { clock, reader, user } = state;
    const asked = url.searchParams.get("date") || dayAt(clock(), reader.timeZone);
    const date = readDay(asked);
    if (date === null) return page({ date: asked.slice(0, 100), month: null }, { status: 404 });
    return page({ date, month: await monthView(state, user.id, date) });
  },
});

export default defineMember.page<typeof handler>(function Month({ data, state }) {
  const { date, month } = data;
  if (!month) return <NoSuchDay view="month" date={date} />;
  const { weekdays, weeks, ...frame } = month;
  const isFree = weeks.every(({ days }) => days.every((day) => !day?.items.length));
  return (
    <CalendarPage
      view="month"
      date={date}
      timeZone={state.reader.timeZone}
      isFree={isFree}
      {...frame}
    >
      <MonthTable
        caption={`Appointments of ${frame.title}, week by week`}
        weekdays={weekdays}
        weeks={weeks}
      />
    </CalendarPage>
  );
});
