/** One appointment, its times already put into words for the reader. */
export interface AppointmentItem {
  id: string;
  title: string;
  /** When it begins, for machines: a day, or a day and a time. */
  start: string;
  /** When it is, such as "09:30 – 10:15" or "All day". */
  time: string;
  /** How long it lasts, such as "45 minutes"; empty when that says nothing. */
  duration: string;
  /** Where it is; empty when nobody said. */
  location: string;
}

/** One day's appointments, in order. */
export interface AppointmentDay {
  /** Such as "Friday, 3 July 2026". */
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
                <Stub {...item} />
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

/** As many characters as "09:30 – 10:15": what ends on another day says more, in smaller letters. */
const ROOMY = 13;

function Stub({ start, time, duration }: AppointmentItem) {
  return (
    <p class="ticket-stub">
      <time class={time.length > ROOMY ? "long" : undefined} dateTime={start}>{time}</time>
      {duration && <span class="duration">{duration}</span>}
    </p>
  );
}
