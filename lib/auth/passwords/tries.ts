import { inWords } from "@/lib/web/wait_words.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { noted, recorded } from "../recorded.ts";
import { countOne, forgetSource, standingOf } from "./throttle.ts";
import { isStranger, type Pair } from "./throttle_names.ts";
import { LIMIT, pauseAfter, waitOf } from "./throttle_rules.ts";

/** Why a password was not let through, and in how many seconds another try is of use. */
export type Refusal =
  | { readonly ok: false; readonly why: "wrong" }
  | { readonly ok: false; readonly why: "throttled"; readonly retryAfter: number };

/** What comes of looking at a password. */
export type Looked = "right" | "wrong" | "inactive";

/** How long whoever has tried too often has to wait, in seconds, as it is said to them. */
export function tooManyTries(retryAfter: number): string {
  return `Too many tries. Please wait ${inWords(retryAfter)}, and then try again.`;
}

interface Try {
  readonly pair: Pair;
  /** Null where there is no such account. */
  readonly userId: string | null;
  readonly device: Device;
}

type TryDeps = Pick<AuthDeps, "db" | "clock" | "sleep" | "log" | "hooks" | "inLine">;

/**
 * A refusal takes this long, in milliseconds: longer than any kind of hash that is accepted, so that the time tells
 * neither whether there is such an account nor how old its password is.
 */
const REFUSAL_TIME = 500;

/**
 * Has a password looked at, unless too many tries have failed: then not even that happens, so that tries cost nothing.
 *
 * @returns null when it is right
 * @throws {QueueFullError} when too many tries are waiting
 */
export async function tryPassword(
  deps: TryDeps,
  attempt: Try,
  look: () => Promise<Looked>,
): Promise<Refusal | null> {
  const started = performance.now();
  const { account, source } = attempt.pair;
  const line = isStranger(source) ? account : account + source; // strangers must not hold up the owner
  const { refusal, looked } = await deps.inLine(line, async () => {
    const now = deps.clock();
    const wait = waitOf(await standingOf(deps.db, attempt.pair, now), now);
    if (wait > 0) return { refusal: refuseUnseen(deps, attempt, wait), looked: false };
    return { refusal: await settle(deps, attempt, await look()), looked: true };
  });
  const rest = REFUSAL_TIME - (performance.now() - started);
  if (refusal && looked && rest > 0) await deps.sleep(rest);
  return refusal;
}

/** Without a line in the history: others could fill it at no cost. */
function refuseUnseen(deps: TryDeps, { userId, device }: Try, wait: number): Refusal {
  noted(deps, { type: "refused", userId, device, details: { why: "throttled" } });
  return throttledFor(wait);
}

/**
 * Judges anew, under the write lock: another instance may have counted up to the limit while this password was looked at.
 * Then it is as if it had come a moment later, and nobody learns what it was; so racing gains nothing, and harms nobody.
 */
async function settle(deps: TryDeps, attempt: Try, found: Looked): Promise<Refusal | null> {
  const { pair, userId, device } = attempt;
  const settled = await recorded(deps, async (trx, happened) => {
    const now = deps.clock();
    const standing = await standingOf(trx, pair, now);
    const wait = waitOf(standing, now);
    if (wait > 0) return { wait };
    if (found === "right") {
      if (standing.own > 0) await forgetSource(trx, pair);
      return { refusal: null };
    }
    await countOne(trx, pair, now);
    const isTooMany = standing.failures >= LIMIT;
    const why = isTooMany ? "throttled" : found;
    happened({ type: "refused", userId, device, details: { why } });
    return { refusal: isTooMany ? throttledFor(pauseAfter(standing.failures + 1)) : WRONG };
  });
  return "wait" in settled ? refuseUnseen(deps, attempt, settled.wait!) : settled.refusal;
}

const WRONG: Refusal = { ok: false, why: "wrong" };

function throttledFor(ms: number): Refusal {
  return { ok: false, why: "throttled", retryAfter: Math.ceil(ms / 1000) };
}
