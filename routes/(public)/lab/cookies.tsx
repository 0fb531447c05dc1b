import { page } from "fresh";
import { define, type State } from "@/lib/app.ts";
import { checkCookie, checkDeletion, type Here } from "@/lib/lab/cookie_check.ts";
import {
  blankCookie,
  type CookieErrors,
  type CookieFields,
  cookieFieldsOf,
} from "@/lib/lab/cookie_form.ts";
import { returnedCookies } from "@/lib/lab/cookie_returned.ts";
import { keepSent, notesOn, type SentCookie } from "@/lib/lab/cookie_sent.ts";
import { flash } from "@/lib/session/mod.ts";
import { CookieRules } from "@/lib/ui/CookieRules.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { LabSection } from "@/lib/ui/Lab.tsx";
import { LabCookieForm } from "@/lib/ui/LabCookieForm.tsx";
import { LabNav } from "@/lib/ui/LabNav.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";
import { ReturnedCookies } from "@/lib/ui/ReturnedCookies.tsx";
import { SentHeader } from "@/lib/ui/SentHeader.tsx";
import { deleteCookie, setCookie } from "@/lib/web/cookies.ts";
import { isForEyes } from "@/lib/web/eyes.ts";
import { field, readForm } from "@/lib/web/form.ts";

const PATH = "/lab/cookies";
const NO_ERRORS: CookieErrors = {};
const NO_ACTION: CookieErrors = { "": "Please press one of the buttons: Set or Delete." };

export const handler = define.handlers({
  GET({ state, req, url }) {
    const sent = state.session.get("labSent");
    if (sent && isForEyes(req)) state.session.delete("labSent");
    return page({
      fields: blankCookie(state.clock()),
      errors: NO_ERRORS,
      ...seen(state, req),
      sent: sent && withNotes(sent, hereOf(state, url)),
    });
  },
  async POST(ctx) {
    const { state, req, url } = ctx;
    const form = await readForm(req);
    const fields = cookieFieldsOf(form);
    const response = ctx.redirect(PATH, 303);
    const errors = act(field(form, "action"), fields, hereOf(state, url), response.headers);
    if (errors) {
      return page({ fields, errors, ...seen(state, req), sent: undefined }, { status: 422 });
    }
    const [header = ""] = response.headers.getSetCookie();
    keepSent(state.session, header, state.sessionSettings);
    flash(ctx, `A Set-Cookie header for ${fields.name} went out.`, "success");
    return response;
  },
});

/** Adds the header that the form asks for, or returns what is wrong with it. */
function act(action: string, fields: CookieFields, here: Here, headers: Headers) {
  if (action !== "set" && action !== "delete") return NO_ACTION;
  const checked = action === "set" ? checkCookie(fields, here) : checkDeletion(fields, here);
  if (!checked.ok) return checked.errors;
  if (action === "set") setCookie(headers, checked.cookie);
  else {
    const { name, value: _, ...attributes } = checked.cookie;
    deleteCookie(headers, name, attributes);
  }
  return null;
}

function hereOf({ config, clock, sessionSettings }: State, { hostname }: URL): Here {
  const { name: sessionName } = sessionSettings.cookie;
  return { host: hostname, secure: config.secure, sessionName, now: clock() };
}

/** The lab's cookies of this request, and nobody else's. */
function seen({ sessionSettings }: State, { headers }: Request) {
  return { returned: returnedCookies(headers.get("cookie"), sessionSettings.cookie.name) };
}

function withNotes(sent: SentCookie, here: Here) {
  return { ...sent, notes: notesOn(sent, PATH, here) };
}

export default define.page<typeof handler>(function CookieLab({ data }) {
  const { fields, errors, sent, returned } = data;
  return (
    <>
      <PageHeader title="Cookies, there and back" />
      <LabNav path={PATH} />
      <p class="lead">
        A server asks a browser to keep a cookie, and cannot see whether it does: it only sees what
        comes back.
      </p>
      <ErrorSummary errors={errors} />
      {sent && (
        <LabSection id="sent" title="What went out">
          <SentHeader {...sent} />
        </LabSection>
      )}
      <LabSection
        id="set"
        title="Set one"
        intro="What browsers would drop without a word is refused here, with the reason."
      >
        <LabCookieForm fields={fields} errors={errors} />
      </LabSection>
      <LabSection
        id="returned"
        title="What came back"
        intro="The lab's cookies that your browser sent with this request. All others, that of your session too, are left out."
      >
        <ReturnedCookies {...returned} />
        <p class="muted">
          A browser does not say with which path and domain it keeps a cookie. To delete one, the
          server sends it again with the same name, path and domain and an end in the past. With
          others it is another cookie, and the first one stays. The same goes for Partitioned.
        </p>
      </LabSection>
      <LabSection id="rules" title="What the attributes do, and what they do not">
        <CookieRules />
      </LabSection>
    </>
  );
});
