import { isLoopback } from "@/lib/config/localhost.ts";
import { hostname } from "./address.ts";
import type { Evidence } from "./evidence.ts";
import { type Finding, warning, wrong } from "./finding.ts";

/**
 * The app did what it would not do with these settings. On this machine it should have them; one elsewhere may well have
 * others.
 */
export function disagreement(evidence: Evidence, text: string): Finding {
  const isHere = isLoopback(hostname(evidence) ?? "");
  return (isHere ? wrong : warning)(
    `${text}: the app runs with other settings than these.`,
    "Run the doctor where the app runs, with the same environment and .env; a change counts from the app's next start.",
  );
}
