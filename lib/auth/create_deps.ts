import { createBackground } from "@/lib/background.ts";
import { systemClock, systemSleep } from "@/lib/clock.ts";
import { createLines } from "@/lib/crypto/queue.ts";
import { createMailer } from "@/lib/mailer/mod.ts";
import type { AuthDeps } from "./deps.ts";
import { createHooks } from "./hooks.ts";

/** All that the rules about accounts work with, where only these three are special. */
export function createAuthDeps(
  { config, db, log }: Pick<AuthDeps, "config" | "db" | "log">,
): AuthDeps {
  const clock = systemClock;
  return {
    config,
    db,
    log,
    clock,
    sleep: systemSleep,
    mailer: createMailer({ config, db, clock }),
    background: createBackground(log),
    hooks: createHooks(log),
    inLine: createLines({ waiting: 20 }),
  };
}
