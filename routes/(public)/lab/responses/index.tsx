import { page } from "fresh";
import { define } from "@/lib/app.ts";
import {
  type Form,
  FORMS,
  messageOf,
  type Mistake,
  MISTAKES,
  type Outcome,
  outcomeOf,
} from "@/lib/lab/responses.ts";
import { Code } from "@/lib/ui/Code.tsx";
import { Facts } from "@/lib/ui/Facts.tsx";
import { Experiment, LabSection } from "@/lib/ui/Lab.tsx";
import { LabNav } from "@/lib/ui/LabNav.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";

const ROUTE_FILE = `import { replies } from "@/lib/app.ts";

export const handler = replies.handlers({
  GET() {
    return "<h1>Hello</h1>";
  },
});`;

export const handler = define.handlers({
  async GET({ route }) {
    const name = `GET ${route}`;
    return page({
      forms: await Promise.all(
        FORMS.map(async (form) => ({ form, outcome: await outcomeOf(form, name) })),
      ),
      mistakes: MISTAKES.map((mistake) => ({ mistake, message: messageOf(mistake, name) })),
    });
  },
});

export default define.page<typeof handler>(function Responses({ data }) {
  return (
    <>
      <PageHeader title="What a route may return" />
      <LabNav path="/lab/responses" />
      <p class="lead">
        A route that is made with <code>replies</code>{" "}
        returns what it has to say, and Cloakroom makes a response of it, by Flask's rules. Each
        answer below was made just now, by the code that it stands under.
      </p>
      <Code label="A whole route file">{ROUTE_FILE}</Code>
      <LabSection id="forms" title="What works" intro="Each of these is a live page as well.">
        {data.forms.map((entry) => <FormExperiment key={entry.form.name} {...entry} />)}
      </LabSection>
      <LabSection
        id="mistakes"
        title="What is a mistake"
        intro="A visitor would see the error page with status 500. The log says what to do about it:"
      >
        {data.mistakes.map((entry) => <MistakeExperiment key={entry.mistake.name} {...entry} />)}
      </LabSection>
    </>
  );
});

function FormExperiment({ form, outcome }: { form: Form; outcome: Outcome }) {
  const { name, title, note, code } = form;
  const live = `/lab/responses/${name}`;
  const { status, headers, body } = outcome;
  return (
    <Experiment id={name} title={title} note={note} setup={<Code label="Code">{code}</Code>}>
      <Facts facts={[["status", status], ...headers]} />
      {body ? <Code label="Body">{body}</Code> : <p class="muted">No body.</p>}
      <p>
        Live: <a href={live}>{live}</a>
      </p>
    </Experiment>
  );
}

function MistakeExperiment({ mistake, message }: { mistake: Mistake; message: string }) {
  const { name, title, note, code } = mistake;
  return (
    <Experiment id={name} title={title} note={note} setup={<Code label="Code">{code}</Code>}>
      <p class="complaint">{message}</p>
    </Experiment>
  );
}
