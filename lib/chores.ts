import { sweepAppointments } from "@/lib/appointments/mod.ts";
import { type AuthDeps, sweep } from "@/lib/auth/mod.ts";

const HOUR = 3_600_000;

/** Calls `task` every `ms` milliseconds from now on. */
export type Repeat = (task: () => void, ms: number) => void;

/**
 * Starts what the app does by itself: it lets go of what is kept no longer, at once and then every hour. One that fails
 * is logged, and the next hour tries again.
 */
export function startChores(deps: AuthDeps, repeat: Repeat = quietly): void {
  const chore = () => deps.background.run("sweep", () => sweepAll(deps));
  chore();
  repeat(chore, HOUR);
}

/** The accounts last, as that empties the log in which the deleted stands; and even if the other part fails. */
async function sweepAll(deps: AuthDeps): Promise<void> {
  try {
    await sweepAppointments(deps);
  } finally {
    await sweep(deps);
  }
}

/** Without keeping the process alive. */
function quietly(task: () => void, ms: number): void {
  Deno.unrefTimer(setInterval(task, ms));
}
