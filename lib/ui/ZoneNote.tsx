/** In whose time the page speaks, and where to change that. */
export function ZoneNote({ timeZone }: { timeZone: string }) {
  return (
    <p class="muted">
      Times are in {timeZone}. <a class="on-screen" href="/account/profile">Change the time zone</a>
    </p>
  );
}
