import type { ComponentChildren } from "preact";
import { Mark } from "./Mark.tsx";
import { Title } from "./Title.tsx";

/** A large cloakroom ticket: what matters on the right, the stub torn along the dotted line. */
export function Ticket(
  { stub, children }: { stub: ComponentChildren; children: ComponentChildren },
) {
  return (
    <div class="ticket large">
      <div class="ticket-stub">{stub}</div>
      <div class="ticket-body">{children}</div>
    </div>
  );
}

/** The pitch that visitors meet first. Children are what they can do next. */
export function Welcome(
  { title, lead, about, children }: {
    title: string;
    lead: string;
    about: string;
    children: ComponentChildren;
  },
) {
  return (
    <Ticket stub={<Mark />}>
      <Title about={about}>{title}</Title>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      <div class="actions">{children}</div>
    </Ticket>
  );
}
