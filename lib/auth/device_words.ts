import Bowser from "bowser";

/** The browser and the system of a user agent as a person would say them: "Firefox on Linux". */
export function deviceWords(userAgent: string): string {
  const { os } = parse(userAgent);
  const name = browserFamily(userAgent);
  return os.name ? `${name} on ${os.name}` : name;
}

/** What stays the same when a browser is updated: its name. */
export function browserFamily(userAgent: string): string {
  const { name } = parse(userAgent).browser;
  return name && KNOWN.has(name) ? name : firstProduct(userAgent);
}

function parse(userAgent: string) {
  return Bowser.parse(userAgent || " "); // it takes no empty text
}

/** Of others, Bowser takes up to a line as their name; but these names stand in mails, where nobody shall place words. */
const KNOWN = new Set(Object.values(Bowser.BROWSER_MAP));

/**
 * `curl/8.5.0` is `curl`: what programs call themselves (RFC 9110 §10.1.5). Without full stops, since mail programs make
 * links of what looks like a host.
 */
function firstProduct(userAgent: string): string {
  return /^[\w+-]{1,40}/.exec(userAgent)?.[0] ?? "An unknown browser";
}
