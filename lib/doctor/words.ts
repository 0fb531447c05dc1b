import type { Config } from "@/lib/config.ts";
import { quote } from "@/lib/config/error.ts";

/** The origins that are set, or those that count when none is, to stand after "ORIGIN is". */
export function originText({ origins }: Pick<Config, "origins">): string {
  return origins.length === 1 ? quote(origins[0]) : `not set (so ${origins.join(" or ")})`;
}

/** A span of time as people say it; `ms` in milliseconds, its sign left out. */
export function spanText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const [size, unit] = UNITS.find(([size]) => seconds >= 2 * size) ?? [1, "second"];
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** In seconds; a unit is used from two of it on. */
const UNITS: readonly [size: number, name: string][] = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
];
