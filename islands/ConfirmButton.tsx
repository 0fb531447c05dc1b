import { useRef, useState } from "preact/hooks";
import { useTimer } from "@/lib/ui/hooks.ts";
import type { Tone } from "@/lib/ui/types.ts";

const PATIENCE_MS = 6000;
/** Shorter than anybody needs to read the question, longer than a double click. */
const READING_TIME_MS = 500;

interface ConfirmButtonProps {
  label: string;
  /** The question, as the words on the button: "Really delete?" */
  confirm: string;
  tone?: Tone;
}

/** A submit button that asks first. Without JavaScript it submits at once. */
export default function ConfirmButton({ label, confirm, tone = "danger" }: ConfirmButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [askedAt, setAskedAt] = useState<number | null>(null);
  const isAsking = askedAt !== null;

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
      <button ref={button} type="submit" class={`button ${tone}`} onClick={onSubmitClick}>
        {isAsking ? confirm : label}
      </button>
      {isAsking && <button type="button" class="button quiet" onClick={takeBack}>Cancel</button>}
      <span class="visually-hidden" role="status">{isAsking ? confirm : ""}</span>
    </span>
  );
}
