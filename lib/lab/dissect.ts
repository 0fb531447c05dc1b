import type { Examined, SessionSettings, Verdict } from "@/lib/session/mod.ts";
import { MAX_COOKIE_BYTES } from "@/lib/web/cookie_rules.ts";
import { setCookie } from "@/lib/web/cookies.ts";
import { payloadInWords } from "./payload.ts";
import { grouped, instantInWords } from "./words.ts";

/** The session's cookie, as it came with a request, for its owner to look at. */
export interface Dissected {
  readonly name: string;
  /** As they stood in the header that set it. */
  readonly attributes: string;
  readonly version: string;
  readonly payload: string;
  readonly issued: string;
  readonly mac: string;
  /** Of name and value, as browsers count. */
  readonly bytes: number;
  /** The same in words. */
  readonly size: string;
  readonly maxBytes: number;
  /** Characters of the value: so many can be changed. */
  readonly length: number;
  readonly key: string;
  readonly verdict: string;
}

const VERDICTS: Record<Verdict, string> = {
  valid: "Valid: signed by this server, and neither too old nor from the future.",
  malformed: "Malformed: it does not have the shape of a session cookie.",
  forged: "Forged: no key of this server signed exactly this.",
  expired: "Expired: signed by this server, but too long ago.",
  future: "From the future: signed by this server, at a time that has not come yet.",
  unreadable: "Unreadable: signed by this server, but it holds no session.",
};

export function verdictInWords(verdict: Verdict): string {
  return VERDICTS[verdict];
}

/** Takes the value of a session's cookie apart. It says nothing that only the server and the cookie may know. */
export function dissect(value: string, settings: SessionSettings): Dissected {
  const { codec, cookie } = settings;
  const examined = codec.examine(value);
  const isShaped = examined.verdict !== "malformed";
  return {
    name: cookie.name,
    attributes: attributesOf(settings, examined),
    version: isShaped ? value.slice(0, value.indexOf(".")) : "–",
    payload: payloadInWords(examined),
    issued: issuedInWords(examined),
    mac: examined.mac || "–",
    bytes: cookie.name.length + value.length,
    maxBytes: MAX_COOKIE_BYTES,
    size: `${grouped(cookie.name.length + value.length)} of ${
      grouped(MAX_COOKIE_BYTES)
    } bytes, name and value`,
    length: value.length,
    key: keyInWords(examined, codec.keyIds),
    verdict: verdictInWords(examined.verdict),
  };
}

/** Browsers do not send attributes back, so they are told from the settings. */
function attributesOf({ cookie, lifetime }: SessionSettings, { data }: Examined): string {
  const headers = new Headers();
  const maxAge = data?.get("_permanent") === true ? { maxAge: lifetime } : {};
  setCookie(headers, { ...cookie, ...maxAge, value: "" });
  const [, ...attributes] = headers.get("set-cookie")!.split("; ");
  return attributes.join("; ");
}

function issuedInWords({ issuedAt }: Examined): string {
  if (issuedAt === null) return "–";
  return `${instantInWords(issuedAt)} (${issuedAt / 1000} seconds since 1970)`;
}

function keyInWords({ key }: Examined, ids: readonly string[]): string {
  if (key === -1) return "none of this server's";
  if (key === 0) return `the current one, ${ids[key]}`;
  return `fallback ${key}, ${
    ids[key]
  }; the answer to this visit brings a cookie under the current one`;
}
