import { ButtonLink } from "./Button.tsx";
import { Notice } from "./Notice.tsx";
import { Ticket } from "./Ticket.tsx";
import { Title } from "./Title.tsx";

interface Words {
  title: string;
  text: string;
}

const WORDS: Record<number, Words> = {
  403: { title: "That was not accepted", text: "You may not do this here." },
  404: {
    title: "There is nothing here",
    text: "The address may be mistyped, or what was here is gone.",
  },
  405: { title: "That does not work here", text: "This page can only be looked at." },
  408: { title: "That took too long", text: "Please try again." },
  413: { title: "That was too much at once", text: "Please send less." },
  415: { title: "That was not a form", text: "Please use the form on the page." },
  429: { title: "Too many tries", text: "Please wait a while, and then try again." },
  503: { title: "Not available right now", text: "Please try again in a moment." },
};

const BROKEN: Words = {
  title: "Something went wrong",
  text: "It is our mistake, not yours, and it has been noted. Please try again.",
};

interface ErrorPageProps {
  status: number;
  /** The reason, when more can be said than the status says. */
  message: string;
  /** The page with the form that was refused, if it was one. */
  form: string | null;
  /** What to quote when asking for help; it finds the details in the log. */
  requestId: string;
  /** What is wrong and how to put it right, for those who develop. */
  remarks?: readonly Remark[];
}

interface Remark {
  level: string;
  text: string;
  remedy?: string;
}

/** The page for a request that was refused or went wrong. */
export function ErrorPage({ status, message, form, requestId, remarks = [] }: ErrorPageProps) {
  const { title, text } = WORDS[status] ?? BROKEN;
  const isOurs = status === 500; // what a bug says of itself stays in the log
  return (
    <Ticket stub={<span class="ticket-number" aria-hidden="true">{status}</span>}>
      <Title>{title}</Title>
      <h1>{title}</h1>
      <p>{(!isOurs && message) || text}</p>
      {form && status >= 500 && (
        <p>
          What you sent was not saved. If you go back, your browser may still hold what you typed.
        </p>
      )}
      <div class="actions">
        {form && <ButtonLink href={form}>Open the form again</ButtonLink>}
        <ButtonLink href="/" tone={form ? "quiet" : "primary"}>Home page</ButtonLink>
      </div>
      {remarks.length > 0 && <Remarks remarks={remarks} />}
      <p class="request-id">
        Request <code>{requestId}</code>
      </p>
    </Ticket>
  );
}

function Remarks({ remarks }: { remarks: readonly Remark[] }) {
  return (
    <>
      <h2>What the doctor says (shown in development only)</h2>
      {remarks.map(({ level, text, remedy }) => (
        <Notice category={level === "wrong" ? "error" : "warning"}>
          <p>{text}</p>
          {remedy && <p class="muted">{remedy}</p>}
        </Notice>
      ))}
    </>
  );
}
