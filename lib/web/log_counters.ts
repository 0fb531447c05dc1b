import { count, isWatched } from "@/lib/telemetry.ts";
import type { Log, LogFields } from "./log.ts";

/**
 * Counts what a log is told, where anybody watches: whatever has a line of its own is counted without a further word, by
 * the names of events and the few reasons that there are, never by whose it is.
 */
export function counted(log: Log): Log {
  if (!isWatched()) return log;
  const counting =
    <T extends unknown[]>(write: (event: string, ...rest: T) => void) =>
    (event: string, ...rest: T) => {
      countEvent(event, (rest[0] ?? {}) as LogFields);
      write(event, ...rest);
    };
  return { info: counting(log.info), warn: counting(log.warn), error: counting(log.error) };
}

function countEvent(event: string, { type, why, trouble, route }: LogFields): void {
  if (event === "request") return;
  const [subject = ""] = event.split(" ");
  if (event === "account" && type === "signed_in") count("cloakroom.sign_ins");
  else if (event === "account" && type === "refused") refused("password", why);
  else if (event === "account") count("cloakroom.account_events", { type: String(type) });
  else if (event === "throttled") count("cloakroom.throttles", { kind: String(route) });
  else if (event === "busy") count("cloakroom.throttles", { kind: "hashing" });
  else if (event.endsWith(" refused")) refused(subject, why);
  else if (subject === "mail") count("cloakroom.mails", { outcome: event.slice("mail ".length) });
  else if (event === "failed" || event === "database trouble") {
    count("cloakroom.errors", { kind: String(trouble ?? "bug") });
  }
}

function refused(kind: string, why: LogFields[string] | undefined): void {
  count("cloakroom.refusals", { kind, why: String(why ?? "-") });
}
