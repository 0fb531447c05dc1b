import { page } from "fresh";
import { define, type State } from "@/lib/app.ts";
import { dissect } from "@/lib/lab/dissect.ts";
import { tryFlip } from "@/lib/lab/flip_form.ts";
import {
  actOnSession,
  NO_FIELDS,
  type SessionErrors,
  type SessionFields,
  sessionFieldsOf,
} from "@/lib/lab/session_form.ts";
import { labValues } from "@/lib/lab/session_store.ts";
import { LAB_TYPES, labelOf } from "@/lib/lab/values.ts";
import { inWords } from "@/lib/lab/words.ts";
import { flash } from "@/lib/session/mod.ts";
import { CookieParts } from "@/lib/ui/CookieParts.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { FlipForm } from "@/lib/ui/FlipForm.tsx";
import { LabSection } from "@/lib/ui/Lab.tsx";
import { LabNav } from "@/lib/ui/LabNav.tsx";
import { LabSessionForm } from "@/lib/ui/LabSessionForm.tsx";
import { LabValues } from "@/lib/ui/LabValues.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";
import { readCookie } from "@/lib/web/cookies.ts";
import { field, readForm } from "@/lib/web/form.ts";

const NO_ERRORS: SessionErrors = {};

export const handler = define.handlers({
  GET({ state, req, url }) {
    const cookie = cookieData(state, req, url.searchParams.get("flip"));
    const isAsked = cookie?.flip.error === undefined;
    return page({ fields: NO_FIELDS, errors: NO_ERRORS, cookie }, { status: isAsked ? 200 : 422 });
  },
  async POST(ctx) {
    const { session, sessionSettings } = ctx.state;
    const form = await readForm(ctx.req);
    const fields = sessionFieldsOf(form);
    const done = actOnSession(field(form, "action"), fields, session, sessionSettings);
    if (!done.ok) {
      const cookie = cookieData(ctx.state, ctx.req, null);
      return page({ fields, errors: done.errors, cookie }, { status: 422 });
    }
    flash(ctx, done.message, "success");
    return ctx.redirect("/lab/session", 303);
  },
});

/** The cookie that came with this request, and what became of it with a character changed; null when none came. */
function cookieData({ sessionSettings }: State, { headers }: Request, flip: string | null) {
  const value = readCookie(headers.get("cookie"), sessionSettings.cookie.name);
  if (value === null) return null;
  return { parts: dissect(value, sessionSettings), flip: tryFlip(value, flip, sessionSettings) };
}

interface SessionLab {
  fields: SessionFields;
  errors: SessionErrors;
  cookie: ReturnType<typeof cookieData>;
}

export default define.page<typeof handler>(function SessionLabPage({ data, state }) {
  const { fields, errors, cookie }: SessionLab = data;
  const flipError = cookie?.flip.error;
  const values = [...labValues(state.session)]
    .map(([key, value]) => ({ key, type: labelOf(value), words: inWords(value) }));
  return (
    <>
      <PageHeader title="Your session, taken apart" />
      <LabNav path="/lab/session" />
      <p class="lead">
        What you set here travels in one signed cookie. Your browser keeps it, and the server does
        not: whoever has the cookie can read it, and only this server can change it.
      </p>
      <ErrorSummary errors={{ ...errors, ...(flipError && { flip: flipError }) }} />
      <LabSection id="set" title="Set, read, pop, clear">
        <LabSessionForm fields={fields} errors={errors} types={LAB_TYPES} />
      </LabSection>
      <LabSection
        id="values"
        title="What your session keeps"
        intro="Clearing takes these values alone: you stay signed in, if you are. Signing in or out takes them too."
      >
        <LabValues values={values} />
      </LabSection>
      <CookieSections cookie={cookie} />
    </>
  );
});

function CookieSections({ cookie }: Pick<SessionLab, "cookie">) {
  if (!cookie) {
    return (
      <LabSection id="cookie" title="Your cookie">
        <p>
          No session cookie came with this request. The answer brings one:{" "}
          <a href="/lab/session">load the page again</a>{" "}
          to see it here. If it is not there then, your browser keeps no cookies from this site.
        </p>
      </LabSection>
    );
  }
  return (
    <>
      <LabSection
        id="cookie"
        title="Your cookie"
        intro="As it came with this request. What belongs to the app's own protection is hidden, and so is the value as it travels: the cookie is HttpOnly so that no script can read it, and a page that spelled it out would hand it to every script on the page."
      >
        <CookieParts parts={cookie.parts} />
      </LabSection>
      <LabSection
        id="change"
        title="Change one character"
        intro="The server takes a copy of your cookie, changes a character of it and reads it as if it had come from a browser. Your own cookie stays as it is."
      >
        <FlipForm length={cookie.parts.length} {...cookie.flip} />
      </LabSection>
    </>
  );
}
