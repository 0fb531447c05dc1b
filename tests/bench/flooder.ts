/** Runs beside the measure, so that neither waits for the other: many tries to sign in at once. */
import { type SignInForm, tryOnce } from "./try_once.ts";

export interface Flood {
  readonly form: SignInForm;
  readonly atOnce: number;
  readonly seconds: number;
}

/** How often each status came, with Retry-After or without. */
export type Counts = Record<string, number>;

/** Every other try is for one account from one address; the rest are each for another one from another. */
function tried(i: number) {
  const isSpread = i % 2 === 1;
  return {
    email: isSpread ? `nobody${i}@example.org` : "ada@example.org",
    password: "wrong words",
    address: isSpread ? `10.${i >> 16 & 255}.${i >> 8 & 255}.${i & 255}` : "192.0.2.1",
  };
}

async function flood({ form, atOnce, seconds }: Flood): Promise<Counts> {
  const until = Date.now() + seconds * 1000;
  const counts: Counts = {};
  let next = 0;
  const one = async () => {
    while (Date.now() < until) {
      const { status, headers } = await tryOnce(form, tried(next++));
      const answer = headers.has("retry-after") ? `${status} with Retry-After` : `${status}`;
      counts[answer] = (counts[answer] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return counts;
}

const scope = self as unknown as Worker;
scope.onmessage = async ({ data }: MessageEvent<Flood>) => scope.postMessage(await flood(data));
