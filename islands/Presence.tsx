import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { hasTyped } from "@/lib/ui/typed.ts";

const EVERY_MS = 4000;
const AT_LEAST_EVERY_MS = 60_000;

/** The whole page, with its scripts and templates: they hold what islands show. */
const PAGE = ".shell, body script, template";

/** `asking`: not certain yet who is there; `kept`: what was typed waits for its person; then there is nothing left. */
type Phase = "shown" | "asking" | "kept" | "gone" | "other";

/**
 * Finds out that the login of the page is over, wherever it was ended, and hides what was private. What was typed is kept
 * for the same person, out of sight; everything else is taken out of the page.
 *
 * @param user who the page was made for; see `lib/auth/logins/presence.ts`
 */
export default function Presence({ user }: { user: string }) {
  const panel = useRef<HTMLElement>(null);
  const [phase, setPhase] = useState<Phase>("shown");
  const isOther = phase === "other";
  const isOver = isOther || phase === "gone";
  const isKept = phase === "kept";

  useEffect(() => {
    if (isOver) return document.querySelectorAll(PAGE).forEach((element) => element.remove());
    return watch((present) =>
      setPhase((now) => {
        if (present === undefined) return now === "shown" ? "asking" : now;
        if (present) return present === user ? "shown" : "other";
        return now === "kept" || hasTyped() ? "kept" : "gone";
      })
    );
  }, [isOver]);

  useLayoutEffect(() => {
    if (phase === "shown") return;
    const { title, activeElement, documentElement } = document;
    documentElement.dataset.away = "";
    document.title = "Cloakroom";
    panel.current?.focus();
    return () => {
      delete documentElement.dataset.away;
      document.title = title;
      (activeElement as HTMLElement | null)?.focus();
    };
  }, [phase]);

  if (!isOver && !isKept) return null;
  return (
    <main class="wrap">
      <section ref={panel} class="panel" role="alert" tabIndex={-1}>
        <h1>{isOther ? "Somebody else is signed in now" : "You are signed out"}</h1>
        {isKept && <p>Sign in again in a new tab: what you typed here stays.</p>}
        <a
          class="button primary"
          href={isOther
            ? "/"
            : "/login?next=" + encodeURIComponent(location.pathname + location.search)}
          target={isKept ? "_blank" : undefined}
        >
          {isOther ? "Home page" : "Sign in again"}
        </a>
      </section>
    </main>
  );
}

/**
 * Asks who is signed in: every few seconds while the page is seen, and at once when somebody comes back to it. Of trouble
 * on the way nothing is concluded; it is only asked less often.
 *
 * @param learn told who is signed in, or `undefined` where that is not certain any more
 */
function watch(learn: (user: string | null | undefined) => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  let [turn, silences] = [0, 0];
  const later = (time: number) => {
    clearTimeout(timer);
    timer = setTimeout(ask, time);
  };
  const ask = async () => {
    if (document.hidden || !navigator.onLine) return;
    const mine = ++turn;
    later(Math.min(EVERY_MS * 2 ** silences++, AT_LEAST_EVERY_MS));
    const user = await fetch("/presence", stop)
      .then((answer) => answer.json()).then((answer) => answer.user, () => undefined);
    if (user === undefined || mine !== turn) return;
    silences = 0;
    learn(user);
  };
  const onEvent = ({ type, persisted }: Event & { persisted?: boolean }) => {
    // A page that Back brings out of the browser's memory was hidden before it went there.
    if (type !== "pagehide") later(0);
    else if (persisted) learn(undefined);
  };
  for (const name of ["visibilitychange", "focus", "pageshow", "online", "pagehide"]) {
    addEventListener(name, onEvent, stop);
  }
  later(EVERY_MS);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}
