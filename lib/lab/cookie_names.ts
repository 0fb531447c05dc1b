/** The lab's own cookies. It neither shows nor touches any other. */
const OWN = /^(__Host-|__Secure-)?lab_/;
const MAX_NAME = 64;

/**
 * Whether the lab may show and change a cookie of this name.
 *
 * @param sessionName the name of the session's cookie, which an app may choose
 */
export function isLabCookie(name: string, sessionName: string): boolean {
  return OWN.test(name) && name !== sessionName;
}

/** What is wrong with a name that somebody wants a cookie to have here, or null. */
export function nameFault(name: string, sessionName: string): string | null {
  if (name === "") return "Please enter a name, such as lab_visit.";
  if (name === sessionName) return "This is the cookie of your session; the lab leaves it alone.";
  if (!OWN.test(name)) return "Here names begin with lab_, __Host-lab_ or __Secure-lab_.";
  return name.length > MAX_NAME ? `Please shorten the name; ${MAX_NAME} characters fit.` : null;
}
