import { CLOCK_SKEW } from "@/lib/clock.ts";
import type { Evidence } from "../evidence.ts";
import { fine, type Found, warning, wrong } from "../finding.ts";
import type { Settings } from "../settings.ts";
import { spanText } from "../words.ts";

/** The answer's Date (RFC 9110 §6.6.1), and its Age when a cache kept it, against this machine's clock. */
export function clockSkew({ answer, at }: Evidence, { clock }: Settings): Found {
  const date = Date.parse(answer?.get("date") ?? "");
  if (Number.isNaN(date)) return null;
  const ahead = date + ageOf(answer) - (at ?? clock());
  if (Math.abs(ahead) <= CLOCK_SKEW) {
    return at === undefined ? null : fine("The server's clock and this one agree.");
  }
  const how = `The server's clock is ${spanText(ahead)} ${
    ahead > 0 ? "ahead of" : "behind"
  } this one`;
  // A copy may be old, but nothing can be answered later than now.
  if (at === undefined && ahead < 0) {
    return warning(`${how}, if the answer was copied just now.`, REMEDY);
  }
  return wrong(
    `${how}: sessions signed there may be refused here, as too old or not yet signed.`,
    REMEDY,
  );
}

/** In milliseconds. Whatever is no whole number of seconds (RFC 9111 §5.1) does not count. */
function ageOf(answer: Headers | undefined): number {
  const age = answer?.get("age") ?? "";
  return /^\d{1,10}$/.test(age) ? Number(age) * 1000 : 0;
}

const REMEDY = "Let all machines take their time from NTP (`timedatectl set-ntp true`).";
