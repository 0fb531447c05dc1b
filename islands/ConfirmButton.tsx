import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useHydrated, useTimer } from "@/lib/ui/hooks.ts";
import type { Tone } from "@/lib/ui/types.ts";

const PATIENCE_MS = 6000;
/** Shorter than anybody needs to read the question, longer than a double click. */
const READING_TIME_MS = 500;

interface ConfirmButtonProps {
  label: string;
  /** The question, as the words on the button: "Really delete?" */
  confirm: string;
  /** The page that asks the same, for as long as no JavaScript runs. */
  href: string;
  tone?: Tone;
}

/** A submit button that asks first. Without JavaScript it is a link to a page that asks. */
export default function ConfirmButton(
  { label, confirm, href, tone = "danger" }: ConfirmButtonProps,
) {
  const isHydrated = useHydrated();
  const link = useRef<HTMLAnchorElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [askedAt, setAskedAt] = useState<number | null>(null);
  const isAsking = askedAt !== null;

  // Whoever has reached the link by then stays where they are when the button takes its place.
  const isLinkFocused = link.current !== null && link.current === document.activeElement;
  useLayoutEffect(() => {
    if (isLinkFocused) button.current?.focus();
  }, [isHydrated]);

  const takeBack = () => {
    // The button to cancel goes away, and must not take the focus with it.
    if (button.current?.parentElement?.contains(document.activeElement)) button.current.focus();
    setAskedAt(null);
  };

  useTimer(isAsking, PATIENCE_MS, takeBack);

  const onSubmitClick = (event: MouseEvent) => {
    if (isAsking && event.timeStamp - askedAt >= READING_TIME_MS) return;
    event.preventDefault();
    setAskedAt(askedAt ?? event.timeStamp);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isAsking) return;
    event.preventDefault();
    takeBack();
  };

  return (
    <span class="confirm" onKeyDown={onKeyDown}>
      {isHydrated
        ? (
          <button ref={button} type="submit" class={`button ${tone}`} onClick={onSubmitClick}>
            {isAsking ? confirm : label}
          </button>
        )
        : <a ref={link} class={`button ${tone}`} href={href}>{label}</a>}
      {isAsking && <button type="button" class="button quiet" onClick={takeBack}>Cancel</button>}
      <span class="visually-hidden" role="status">{isAsking ? confirm : ""}</span>
    </span>
  );
}
