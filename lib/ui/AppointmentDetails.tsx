interface AppointmentDetailsProps {
  day: string;
  /** Machine-readable start, as `<time>` takes it. */
  start: string;
  time: string;
  duration: string;
  /** On whose clocks that is. */
  timeZone: string;
  /** When it is elsewhere, in a sentence. */
  meant: string | null;
  location: string;
  description: string;
}

/** When and where one appointment is, and what its owner noted about it. */
export function AppointmentDetails(
  { day, start, time, duration, timeZone, meant, location, description }: AppointmentDetailsProps,
) {
  return (
    <dl class="details">
      <dt>When</dt>
      <dd>
        <time dateTime={start}>{day}</time>, {time} ({duration})
        <p class="muted">
          {timeZone}. {meant}
        </p>
      </dd>
      {location && <dt>Location</dt>}
      {location && <dd dir="auto">{location}</dd>}
      {description && <dt>Description</dt>}
      {description && <dd dir="auto" class="notes">{description}</dd>}
    </dl>
  );
}
