import { ConfigError, quote } from "./error.ts";

export type Env = Readonly<Record<string, string | undefined>>;

/** Seconds. */
export const MINUTE = 60;
export const DAY = 86_400;

/** One of a few words in any case, the first unless set. */
export function choice<const T extends string>(
  env: Env,
  name: string,
  allowed: readonly [T, ...T[]],
): T {
  const value = env[name];
  if (!value) return allowed[0];
  const found = allowed.find((a) => a === value.toLowerCase());
  if (found) return found;
  throw new ConfigError(`${name} is ${quote(value)}; it has to be ${allowed.join(" or ")}.`);
}

/** A duration in seconds, up to the 400 days that browsers keep a cookie (RFC 6265bis §5.5). */
export function seconds(env: Env, name: string, fallback: number): number {
  return wholeNumber(env, name, fallback, { min: 1, max: 400 * DAY }, " seconds");
}

/** A whole number within limits; `unit` is what the message says of it. */
export function wholeNumber(
  env: Env,
  name: string,
  fallback: number,
  { min, max }: { min: number; max: number },
  unit = "",
): number {
  const value = env[name];
  if (!value) return fallback;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  throw new ConfigError(
    `${name} is ${quote(value)}; it has to be a whole number from ${min} to ${max}${unit}.`,
  );
}
