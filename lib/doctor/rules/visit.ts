import { isLoopback } from "@/lib/config/localhost.ts";
import { addressText, hostname } from "../address.ts";
import type { Evidence } from "../evidence.ts";
import { fine, type Found, warning, wrong } from "../finding.ts";
import { MAX_REDIRECTS, type Visit } from "../visit.ts";

type VisitRule = (visit: Visit) => Found;

/** What only a visit shows, beside what the rules for any evidence say of its requests. */
export const VISIT_RULES: readonly VisitRule[] = [redirects, reach, page, transport, form, proxy];

function redirects({ hops }: Visit): Found {
  return hops.slice(1).flatMap((hop, index) => {
    const [from, to] = [hops[index]!, hop];
    if (addressText(from) === addressText(to)) return [];
    const text = `${addressText(from)} redirects to ${addressText(to)}`;
    return from.host === to.host && to.scheme === "https" ? [fine(`${text}.`)] : [
      warning(
        `${text}.`,
        "Cookies of the one do not count for the other. ORIGIN has to be the second.",
      ),
    ];
  });
}

function reach({ url, hops, failure }: Visit): Found {
  if (failure !== undefined) {
    return wrong(
      `${url.origin} cannot be reached: ${failure}.`,
      "Is the app running? When it starts, it says where it listens; for other machines to reach it, set HOST=0.0.0.0.",
    );
  }
  const last = hops.at(-1);
  if (!isRedirect(last)) return null;
  return hops.length > MAX_REDIRECTS
    ? wrong(
      `${url.origin} redirects again and again.`,
      "A proxy that speaks http to the app, and redirects http to https, may meet itself.",
    )
    : wrong(
      `${url.origin} is answered ${last?.status}, but leads to no address that a browser could open from there.`,
      "Look at the Location header of the answer, and at the proxy that sends it.",
    );
}

function page({ url, hops, failure, hasForm }: Visit): Found {
  const { status = 0, answer } = hops.at(-1) ?? {};
  if (failure !== undefined || isRedirect(hops.at(-1)) || status === 421) return null;
  if (!answer?.has("x-request-id")) {
    return wrong(
      `What answers at ${url.origin}, with status ${status}, is not this app: its answers have an x-request-id.`,
      status >= 500
        ? "A proxy that finds no app says so. Is the app running where the proxy looks for it?"
        : "Look whether another program listens there, or a proxy leads elsewhere.",
    );
  }
  if (status >= 400) {
    return wrong(
      `The page is answered with status ${status}.`,
      `The app's log tells more, under ${answer.get("x-request-id")}.`,
    );
  }
  return hasForm ? null : warning(
    "The page holds no form, so none was sent.",
    "Give the address of a page with a form, such as /login.",
  );
}

/** An answer over https that does not pin it: the app sends this header when ORIGIN is https. */
function transport({ hops }: Visit): Found {
  const { scheme, answer } = hops.at(-1) ?? {};
  const isLocal = isLoopback(hostname(hops.at(-1) ?? {}) ?? "");
  if (scheme !== "https" || isLocal || answer?.has("strict-transport-security")) return null;
  return warning(
    "The answer came over https without Strict-Transport-Security.",
    "Set ORIGIN to the https address. If it is set, a proxy takes the header away.",
  );
}

function form({ url, hops, form }: Visit): Found {
  if (!form) return null;
  if (!hops.some(({ answer }) => answer?.has("set-cookie"))) {
    return wrong(
      "The page holds a form, but no cookie came with it: each form is refused.",
      "A cache or a proxy takes Set-Cookie away, or keeps pages that are not to be kept (Cache-Control: no-store).",
    );
  }
  const { status = 0 } = form;
  if (status !== 403 && status < 500) return fine(`A form of ${url.origin} is accepted.`);
  return wrong(
    `A form of ${url.origin} is refused, with status ${status}.`,
    `See what else is said here. The app's log tells more, under ${
      form.answer?.get("x-request-id") ?? "its time"
    }.`,
  );
}

function proxy({ believesAnybody }: Visit): Found {
  return believesAnybody
    ? warning(
      "The app believes what anybody says in X-Forwarded-Host.",
      "Set TRUST_PROXY=off, or let the proxy set X-Forwarded-For, -Host and -Proto itself, and nobody else reach the app.",
    )
    : null;
}

function isRedirect({ status = 0 }: Evidence = {}): boolean {
  return status >= 300 && status < 400;
}
