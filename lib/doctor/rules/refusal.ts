import { originFault, type Refusal } from "@/lib/session/mod.ts";
import { type Evidence, isForm } from "../evidence.ts";
import { type Found, warning, wrong } from "../finding.ts";
import type { Settings } from "../settings.ts";

/** What the CSRF check says of the token; what it says of the origin, other rules tell with both values. */
const TOKENS: Partial<Record<Refusal, [text: string, remedy: string]>> = {
  "missing": [
    "The form held no csrf_token, and there was no header x-csrf-token.",
    "Put `<CsrfField token={csrfToken(state.session)} />` into the form. Scripts take the token from csrfMeta.",
  ],
  "wrong": [
    "The form's csrf_token is not one of ours: it was cut, changed on its way, or made by something else.",
    "Take it from the page as it stands; a cache or a filter between may have changed it.",
  ],
  "expired": [
    "The form had a token, but no session came with it that counts.",
    "The cookie did not come, or was refused: see what is said of it.",
  ],
  "other-session": [
    "The form's token belongs to another session than the cookie that came.",
    "The page was opened before somebody signed in or out, or a shared cache gave it to several people, or another app on this host sets a cookie of the same name.",
  ],
};

/** The refusal as the app itself gave it. */
export function token({ refusal }: Evidence): Found {
  const known = refusal && TOKENS[refusal];
  return known ? wrong(...known) : null;
}

/** The headers of a refused form may all be right; then it was the token, which headers do not show. */
export function unseenToken(evidence: Evidence, { config }: Settings): Found {
  const { request, status, refusal } = evidence;
  if (!config || !request || status !== 403 || refusal || !isForm(evidence)) return null;
  if (originFault(request, config.origins)) return null;
  return warning(
    "The app refused the form with 403, though its origin is right: by its token, if the form needs one.",
    "The page with the refusal says which it was. The token belongs to one session: see what is said of the cookie.",
  );
}
