import type { AuthEvent, EventType, Hooks } from "@/lib/auth/mod.ts";

/** Collects what listeners are told from now on. */
export function heard<T extends EventType>({ hooks }: { hooks: Hooks }, type: T): AuthEvent<T>[] {
  const events: AuthEvent<T>[] = [];
  hooks.on(type, (event) => void events.push(event));
  return events;
}
