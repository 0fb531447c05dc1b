import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useHydrated, useTimer } from "@/lib/ui/hooks.ts";
import type { FlashMessage } from "@/lib/ui/types.ts";

const READING_TIME_MS = 8000;
/** As long as the transition in the stylesheet. */
const FADING_TIME_MS = 300;

/**
 * A message that can be dismissed. Without JavaScript it is just read; the next page lacks it. One with something to do
 * in it, such as Undo, stays: nobody should have to hurry.
 */
export default function Flash(
  { id, text, category, children }: FlashMessage & { children?: ComponentChildren },
) {
  const root = useRef<HTMLDivElement>(null);
  const isHydrated = useHydrated();
  const [phase, setPhase] = useState<"shown" | "fading" | "gone">("shown");
  const [isAttended, attention] = useAttention();

  const dismiss = () => {
    holdHeight(root.current, false);
    moveFocusFrom(root.current);
    setPhase("gone");
  };
  const vanish = () => {
    holdHeight(root.current, true);
    setPhase("gone");
  };
  const mayFade = category === "success" && !children && isHydrated && phase === "shown" &&
    !isAttended;
  useTimer(mayFade, READING_TIME_MS, () => setPhase("fading"));
  useTimer(phase === "fading", FADING_TIME_MS, vanish);
  useEscape(root, dismiss);

  if (phase === "gone") return null;
  const role = category === "error" || category === "warning" ? "alert" : "status";
  return (
    <div
      ref={root}
      class="flash"
      role={role}
      data-flash={id}
      data-category={category}
      data-phase={phase}
      {...attention}
    >
      <p class="flash-text" dir="auto">{text}</p>
      {children}
      <button
        type="button"
        class="flash-dismiss"
        aria-label="Dismiss message"
        hidden={!isHydrated}
        onClick={dismiss}
      />
    </div>
  );
}

/** Whether pointer or focus is on an element, and the listeners that tell. */
function useAttention() {
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const listeners = {
    onPointerEnter: () => setHovered(true),
    onPointerLeave: () => setHovered(false),
    onFocusIn: () => setFocused(true),
    onFocusOut: () => setFocused(false),
  };
  return [isHovered || isFocused, listeners] as const;
}

/** Escape dismisses the message that holds the focus, or else the newest. */
function useEscape(root: RefObject<HTMLElement>, dismiss: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Each message listens, but one press is for one of them, or for what handled it before.
      if (event.key !== "Escape" || event.defaultPrevented) return;
      const target = document.activeElement?.closest("[data-flash]") ?? messages().at(-1);
      if (root.current !== target) return;
      event.preventDefault();
      dismiss();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function messages(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-flash]")];
}

/** Hands the focus on, if it is in this message: to a neighbour, or else to the page. */
function moveFocusFrom(message: HTMLElement | null): void {
  if (!message?.contains(document.activeElement)) return;
  const all = messages();
  const at = all.indexOf(message);
  const neighbour = all[at + 1] ?? all[at - 1];
  const next = neighbour?.querySelector(".flash-dismiss") ?? document.querySelector("main");
  (next as HTMLElement | null)?.focus({ preventScroll: true });
}

/**
 * Keeps what is below from jumping up, under a pointer perhaps, when a message goes by itself.
 * Whoever dismisses one expects the page to close up, and gets back the held room too.
 */
function holdHeight(message: HTMLElement | null, isHeld: boolean): void {
  const region = message?.parentElement;
  if (!region) return;
  region.style.minBlockSize = isHeld ? getComputedStyle(region).blockSize : "";
}
