import { type AuthDeps, sweep } from "@/lib/auth/mod.ts";

const HOUR = 3_600_000;

/** Calls `task` every `ms` milliseconds from now on. */
export type Repeat = (task: () => void, ms: number) => void;

/**
 * Starts what the app does by itself: it lets go of what is kept no longer, at once and then every hour. One that fails
 * is logged, and the next hour tries again.
 */
export function startChores(deps: AuthDeps, repeat: Repeat = quietly): void {
  const chore = () => deps.background.run("sweep", () => sweep(deps));
  chore();
  repeat(chore, HOUR);
}

/** Without keeping the process alive. */
function quietly(task: () => void, ms: number): void {
  Deno.unrefTimer(setInterval(task, ms));
}
