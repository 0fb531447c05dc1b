/** The labs, in the order in which they are offered. */
export const LABS = [
  {
    href: "/lab/session",
    title: "Session",
    about: "Put values into your session, take them out again, and see your cookie taken apart.",
  },
  {
    href: "/lab/cookies",
    title: "Cookies",
    about: "Set cookies with any attributes, and see which of them your browser sends back.",
  },
  {
    href: "/lab/responses",
    title: "Responses",
    about: "See all that a route may return, and the response that is made of it.",
  },
] as const;

/** The way from one lab to the others. */
export function LabNav({ path }: { path: typeof LABS[number]["href"] }) {
  return (
    <nav class="lab-nav" aria-label="Labs">
      {LABS.map(({ href, title }) => (
        <a
          key={href}
          class="nav-link"
          href={href}
          aria-current={href === path ? "page" : undefined}
        >
          {title}
        </a>
      ))}
    </nav>
  );
}
