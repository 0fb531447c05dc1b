import { LinkedText } from "./LinkedText.tsx";

interface OutboxMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  /** When it was written, in words. */
  written: string;
}

/** Mails one below the other, each as its reader would see it. */
export function Outbox({ mails, origins }: {
  mails: readonly OutboxMail[];
  /** Those of the app: their links can be followed. */
  origins: readonly string[];
}) {
  return (
    <>
      {mails.map(({ id, to, subject, text, written }) => (
        <article key={id} class="experiment" aria-labelledby={`mail-${id}`}>
          <h2 id={`mail-${id}`} dir="auto">{subject}</h2>
          <dl class="details">
            <dt>To</dt>
            <dd>{to}</dd>
            <dt>Written</dt>
            <dd>{written}</dd>
          </dl>
          <p class="notes" dir="auto">
            <LinkedText text={text.trim()} origins={origins} />
          </p>
        </article>
      ))}
    </>
  );
}
