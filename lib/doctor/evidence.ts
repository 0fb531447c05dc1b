import { isSafe, type Refusal } from "@/lib/session/mod.ts";

export type Scheme = "http" | "https";

/** What is known of one request and its answer. Nothing of it has to be. */
export interface Evidence {
  readonly method?: string;
  /** As the address says that was asked; see `schemeOf` for how the browser came. */
  readonly scheme?: Scheme;
  /** The host that was asked, with its port unless that is the usual one. */
  readonly host?: string;
  readonly path?: string;
  /** Headers of the request. */
  readonly request?: Headers;
  readonly status?: number;
  /** Headers of the answer. */
  readonly answer?: Headers;
  /** When the answer came, in milliseconds since 1970. */
  readonly at?: number;
  /** Where the request's headers were read: a proxy between the two adds some. */
  readonly seenBy?: "app" | "browser";
  /** Why the app has refused the form. */
  readonly refusal?: Refusal;
}

/** The evidence of a request that has just come to the app, at `url`. */
export function evidenceOf({ method, headers }: Request, url: URL, refusal?: Refusal): Evidence {
  return {
    method,
    ...addressOf(url),
    request: headers,
    seenBy: "app",
    ...(refusal && { refusal }),
  };
}

/** An address in the parts that evidence has. */
export function addressOf({ protocol, host, pathname }: URL) {
  return { scheme: protocol === "https:" ? "https" : "http", host, path: pathname } as const;
}

/** Whether the CSRF check looks at this request; undefined when its method is not known. */
export function isForm({ method }: Evidence): boolean | undefined {
  return method === undefined ? undefined : !isSafe(method);
}

/** Whether the app took the request: then its settings fit, whatever ours say. */
export function wasTaken({ status }: Evidence): boolean {
  return status !== undefined && status < 400;
}

/** What a proxy says of how the browser came to it: X-Forwarded-Proto, or Forwarded (RFC 7239 §5.4). */
export function forwardedScheme({ request }: Evidence): Scheme | undefined {
  const said = first(request?.get("x-forwarded-proto")) ??
    /\bproto="?(\w+)/i.exec(request?.get("forwarded") ?? "")?.[1];
  return asScheme(said?.toLowerCase());
}

/** Which host a proxy says that the browser asked for. */
export function forwardedHost({ request }: Evidence): string | undefined {
  return first(request?.get("x-forwarded-host"));
}

/** Of several proxies, the first in the list is the one that the browser spoke to. */
function first(list: string | null | undefined): string | undefined {
  return list?.split(",")[0]?.trim() || undefined;
}

/** Whether any proxy has left its mark. */
export function isForwarded({ request }: Evidence): boolean {
  const marks = ["x-forwarded-proto", "x-forwarded-host", "x-forwarded-for", "forwarded"];
  return marks.some((name) => request?.has(name));
}

/** How the browser came, as far as that can be told: a proxy or the page itself know better than the address. */
export function schemeOf(evidence: Evidence): Scheme | undefined {
  return forwardedScheme(evidence) ?? pageScheme(evidence) ?? evidence.scheme;
}

/** Of the page that sent the request, if it is a page of the same host. */
function pageScheme({ request, host }: Evidence): Scheme | undefined {
  const page = ["origin", "referer"].map((name) => URL.parse(request?.get(name) ?? ""))
    .find((url) => url !== null && url.host === host);
  return asScheme(page?.protocol.slice(0, -1));
}

function asScheme(text: string | undefined): Scheme | undefined {
  return text === "http" || text === "https" ? text : undefined;
}
