import { Actions, Button, ButtonLink } from "./Button.tsx";
import { Form } from "./Form.tsx";
import { Notice } from "./Notice.tsx";
import { Ticket } from "./Ticket.tsx";
import { Title } from "./Title.tsx";
import type { Tone } from "./types.ts";

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

/** A form that was refused, and how to get back to it. */
export interface FormBack {
  /** The path of its page. */
  page: string;
  /** What has to be done to see again what was typed; null when it is not kept. */
  wayBack: "open" | "sign in" | "sign out" | null;
  /** What has to be entered anew in any case. */
  lacks: readonly ("passwords" | "files")[];
}

/** A form as it was sent, to be sent once more. */
export interface SentForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly multipart: boolean;
}

interface ErrorPageProps {
  status: number;
  /** The reason, when more can be said than the status says. */
  message: string;
  /** The form that was refused, if it was one. */
  form: FormBack | null;
  /** What came when there was trouble on our side, all of it; null where something is missing, such as a password. */
  again?: SentForm | null;
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
export function ErrorPage(
  { status, message, form, again = null, requestId, remarks = [] }: ErrorPageProps,
) {
  const { title, text } = WORDS[status] ?? BROKEN;
  const isOurs = status === 500; // what a bug says of itself stays in the log
  return (
    <Ticket stub={<span class="ticket-number" aria-hidden="true">{status}</span>}>
      <Title>{title}</Title>
      <h1>{title}</h1>
      <p>{(!isOurs && message) || text}</p>
      {form && status >= 500 && <NotSaved again={again} />}
      {form && <WhatIsKept {...form} />}
      <div class="actions">
        {form && <WayBack {...form} tone={again ? "quiet" : "primary"} />}
        <ButtonLink href="/" tone={form ? "quiet" : "primary"}>Home page</ButtonLink>
      </div>
      {remarks.length > 0 && <Remarks remarks={remarks} />}
      <p class="request-id">
        Request <code>{requestId}</code>
      </p>
    </Ticket>
  );
}

function NotSaved({ again }: { again: SentForm | null }) {
  if (!again) {
    return (
      <p>
        What you sent was not saved. If you go back, your browser may still hold what you typed.
      </p>
    );
  }
  return (
    <>
      <Notice category="warning">
        What you sent was not saved. This page still holds it: you can send it from here.
      </Notice>
      <Form {...again} class="form">
        <Actions>
          <Button>Send it again</Button>
        </Actions>
      </Form>
    </>
  );
}

const KEPT = {
  "open": "What you typed is kept for 30 minutes. Open the form again, and it is as you left it.",
  "sign in":
    "What you typed is kept for 30 minutes. Sign in again, and the form is as you left it.",
  "sign out":
    "Somebody else is signed in here now. What was typed is kept for 30 minutes, for whoever opened that form and for nobody else. If that was you, sign out, and open it again as you did before.",
};

const LACKING = {
  passwords: "Passwords are not kept.",
  files: "A file has to be chosen again.",
};

/** Whether what was typed is lost, and what has to be entered once more. */
function WhatIsKept({ wayBack, lacks }: FormBack) {
  const words = [wayBack && KEPT[wayBack], ...lacks.map((lack) => LACKING[lack])].filter(Boolean);
  return words.length > 0 ? <p>{words.join(" ")}</p> : null;
}

function WayBack({ page, wayBack, tone }: FormBack & { tone: Tone }) {
  if (wayBack === "sign out") return <ButtonLink href="/logout">Sign out</ButtonLink>;
  if (wayBack === "sign in") {
    return <ButtonLink href={`/login?next=${encodeURIComponent(page)}`}>Sign in</ButtonLink>;
  }
  return <ButtonLink href={page} tone={tone}>Open the form again</ButtonLink>;
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
