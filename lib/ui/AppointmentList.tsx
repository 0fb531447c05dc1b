/** One appointment, its times already put into words for the reader. */
export interface AppointmentItem {
  id: string;
  title: string;
  /** When it begins, such as "09:30" or "All day". */
  time: string;
  /** How long it lasts, such as "45 min"; empty when that says nothing. */
  duration: string;
  /** Where it is; empty when nobody said. */
  location: string;
}

/** One day's appointments, in order. */
export interface AppointmentDay {
  /** Such as "Today" or "Friday 3 July". */
  heading: string;
  /** The day as YYYY-MM-DD. */
  iso: string;
  items: AppointmentItem[];
}

/** Appointments as tickets, a list for each day. */
export function AppointmentList({ days }: { days: AppointmentDay[] }) {
  return (
    <div class="agenda">
      {days.map((day) => (
        <section key={day.iso} class="day" aria-labelledby={`day-${day.iso}`}>
          <h2 id={`day-${day.iso}`}>
            <time dateTime={day.iso}>{day.heading}</time>
          </h2>
          <ul>
            {day.items.map((item) => (
              <li key={item.id} class="ticket">
                <Stub {...item} iso={day.iso} />
                <div class="ticket-body">
                  <a class="ticket-link" href={`/appointments/${item.id}`} dir="auto">
                    {item.title}
                  </a>
                  {item.location && <p class="location" dir="auto">{item.location}</p>}
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Stub({ iso, time, duration }: { iso: string; time: string; duration: string }) {
  // Only a clock time completes the day to a machine-readable moment; "All day" is the day itself.
  const moment = /^\d\d:\d\d$/.test(time) ? `${iso}T${time}` : iso;
  return (
    <p class="ticket-stub">
      <time dateTime={moment}>{time}</time>
      {duration && <span class="duration">{duration}</span>}
    </p>
  );
}
