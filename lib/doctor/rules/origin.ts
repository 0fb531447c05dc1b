import { quote } from "@/lib/config/error.ts";
import { originFault } from "@/lib/session/mod.ts";
import { addressText, normalHost } from "../address.ts";
import { disagreement } from "../disagreement.ts";
import { type Evidence, isForm, wasTaken } from "../evidence.ts";
import { fine, type Found, warning, wrong } from "../finding.ts";
import type { Settings } from "../settings.ts";
import { originText } from "../words.ts";

/** What the browser says of the page that a form stands on, against the origins of this app. */
export function origin(evidence: Evidence, { config }: Settings): Found {
  const sent = evidence.request?.get("origin");
  if (!config || sent === null || sent === undefined) return null;
  if (sent === "null") return hiddenOrigin();
  if (config.origins.includes(sent)) {
    return fine(`The browser sent Origin ${quote(sent)}, as set.`);
  }
  const both = `ORIGIN is ${originText(config)}, but the browser sent Origin ${quote(sent)}`;
  if (isForm(evidence) && wasTaken(evidence)) {
    return disagreement(evidence, `${both}, and the form was taken`);
  }
  return wrong(`${both}: every form is refused.`, remedyFor(sent, evidence, config.hosts));
}

function hiddenOrigin(): Found {
  return wrong(
    'The browser sent Origin "null", which hides where the form stands: it is refused.',
    "A Referrer-Policy of no-referrer, a sandboxed frame, a page opened from a file, or a redirect from another site makes browsers say that; so do privacy extensions. The app itself sends Referrer-Policy: same-origin; see whether a proxy changes it.",
  );
}

/** A page of the host that was asked is our own, under a name that we do not know; any other may be somebody else's. */
function remedyFor(sent: string, evidence: Evidence, hosts: readonly string[]): string {
  const page = URL.parse(sent)?.host ?? "";
  const asked = normalHost(evidence) ?? "";
  if (hosts.includes(page)) {
    return "Only http and https differ. Set ORIGIN to the address as people see it in their browser, or redirect http to https.";
  }
  const remedy = "Set ORIGIN to the address that people use, or redirect one to the other.";
  return page !== asked && hosts.includes(asked)
    ? `${remedy} If it is not an address of this app, somebody else's page sent the form, and refusing it is right.`
    : remedy;
}

export function silence(evidence: Evidence, { config }: Settings): Found {
  const { request } = evidence;
  if (!request || !isForm(evidence)) return null;
  if (originFault(request, config?.origins ?? []) !== "no-origin") return null;
  return wrong(
    "The browser sent neither Origin nor Sec-Fetch-Site with the form: it is refused.",
    "Browsers send Origin with every form; see whether a proxy or an extension removes it. A script has to send both Origin and the token.",
  );
}

/** Fetch Metadata: how the page that asked stands to this site. A link from elsewhere may say cross-site, a form not. */
export function fetchSite(evidence: Evidence): Found {
  const site = evidence.request?.get("sec-fetch-site") ?? "none";
  if (isForm(evidence) === false || site === "none" || site === "same-origin") return null;
  return wrong(
    `The browser sent Sec-Fetch-Site ${quote(site)}, so the form stands on another ${
      site === "same-site" ? "host of the same domain" : "site"
    } than it was sent to${evidence.host ? ` (${addressText(evidence)})` : ""}: it is refused.`,
    "Open this app's own page, and send the form from there. If both addresses are this app, redirect one to the other.",
  );
}

/** What makes browsers send "null" with the next form. */
export function referrerPolicy({ answer }: Evidence): Found {
  const policy = answer?.get("referrer-policy");
  if (policy?.split(",").at(-1)?.trim() !== "no-referrer") return null;
  return warning(
    'The answer has Referrer-Policy "no-referrer": forms of its page are sent with Origin "null", and refused.',
    "The app sends same-origin. Find the proxy that changes it.",
  );
}
