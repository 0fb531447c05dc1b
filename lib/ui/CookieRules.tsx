interface Rule {
  name: string;
  does: string;
  doesNot: string;
}

/** RFC 6265bis, and for Partitioned the draft about cookies with independent partitioned state (CHIPS). */
const RULES: readonly Rule[] = [
  {
    name: "HttpOnly",
    does: "Scripts in the page can neither read the cookie nor write over it.",
    doesNot:
      "A script can still send requests that carry it. The person at the browser sees it in the developer tools.",
  },
  {
    name: "Secure",
    does:
      "Only https pages can set the cookie, and it travels over https alone. Most browsers trust http://localhost too.",
    doesNot: "It does not encrypt what the browser keeps, and hides nothing from scripts.",
  },
  {
    name: "SameSite",
    does:
      "Strict: only requests that this site itself starts carry the cookie. Lax: so does the one that follows a link from elsewhere, but no form that is posted from there. None: every request does; then the cookie must be Secure.",
    doesNot:
      "Sister domains such as a.example.org and b.example.org are one site, so it does not replace a token in forms. When it is left out the standard says Lax, but not every browser does.",
  },
  {
    name: "Max-Age, Expires",
    does:
      "Say when the browser forgets the cookie: in so many seconds, or at a date. Max-Age goes first; 0 means at once. Browsers stop at 400 days. Without either, the cookie ends with the browser, unless it restores its session.",
    doesNot:
      "The browser does not send them back, and nobody is forced to forget. A server that sets a limit has to check it itself.",
  },
  {
    name: "Domain",
    does:
      "Without it the cookie is for this very host. With it, also for all hosts below the one that is named: this host, or one above it.",
    doesNot:
      "It cannot narrow anything, and names no other site. Browsers refuse names under which anybody can register, such as com or co.uk.",
  },
  {
    name: "Path",
    does:
      "The cookie goes with requests for this path and all below it. Without it: the folder of the page that set it.",
    doesNot:
      "It is no protection: other pages of the same host can set such a cookie, and can read it through a page below the path unless it is HttpOnly.",
  },
  {
    name: "Partitioned",
    does:
      "Keeps the cookie apart for each top-level site in which this one is embedded. It must be Secure.",
    doesNot:
      "It changes nothing for a page that is open in a tab of its own. Some browsers ignore it.",
  },
  {
    name: "__Host- as a name's beginning",
    does:
      "The browser takes the cookie only if it is Secure, has the path / and has no domain. So no sister domain and no plain http page can plant it. __Secure- asks for Secure alone.",
    doesNot: "It does not encrypt or sign the value, and does not hide it from scripts.",
  },
];

/** What each attribute does, and what people think that it does. */
export function CookieRules() {
  return (
    <dl class="rules">
      {RULES.map(({ name, does, doesNot }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{does}</dd>
          <dd class="muted">
            <strong>But:</strong> {doesNot}
          </dd>
        </div>
      ))}
    </dl>
  );
}
