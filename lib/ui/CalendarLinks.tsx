/** The ways between this book and other calendars. */
export function CalendarLinks() {
  return (
    <p class="muted">
      Other calendars: <a href="/appointments/import">import a file</a>,{" "}
      <a href="/appointments.ics">download all as a file</a>, or{" "}
      <a href="/account/calendar">let them follow yours</a>.
    </p>
  );
}
