import { useEffect, useState } from "preact/hooks";

/** False in the server's HTML and at first in the browser, true once JavaScript is in charge. */
export function useHydrated(): boolean {
  const [isHydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  return isHydrated;
}

/**
 * Acts once the condition has held for a time without a break.
 *
 * @param time in milliseconds
 */
export function useTimer(isRunning: boolean, time: number, act: () => void): void {
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(act, time);
    return () => clearTimeout(timer);
  }, [isRunning]);
}
