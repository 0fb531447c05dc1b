/** How long a refused sign-in takes, by its cause: whoever measures it must not learn who has an account. */
import { hashPassword } from "@/lib/crypto/password_hash.ts";
import { PASSWORD } from "../support/visitor.ts";
import { addAccounts, atSignIn, quantile } from "./sign_in_app.ts";
import { tryOnce } from "./try_once.ts";

const TRIES = 100;
/** Largest median over the smallest. */
const BOUND = 1.1;

const SALT = "kyy43J9QUARKOTUt";
const OLD = {
  scrypt: `scrypt:32768:8:1$${SALT}$${"ab".repeat(64)}`,
  pbkdf2: `pbkdf2:sha256:1000000$${SALT}$${"ab".repeat(32)}`,
};

const CAUSES: Record<string, string> = {
  unknown: "no such account",
  wrong: "wrong password",
  inactive: "not active",
  scrypt: "old hash (scrypt)",
  pbkdf2: "old hash (PBKDF2)",
};

await atSignIn(async (app, form) => {
  const hash = await hashPassword(PASSWORD);
  await addAccounts(app, {
    wrong: { hash },
    inactive: { hash, isActive: false },
    scrypt: { hash: OLD.scrypt },
    pbkdf2: { hash: OLD.pbkdf2 },
  }, TRIES);
  const times = new Map(Object.keys(CAUSES).map((cause) => [cause, [] as number[]]));
  for (let i = -1; i < TRIES; i++) { // the first round warms up
    for (const [kind, cause] of Object.keys(CAUSES).entries()) {
      const email = `${cause}${Math.max(i, 0)}@example.org`;
      const password = cause === "inactive" ? PASSWORD : "wrong words";
      const started = performance.now();
      const { status } = await tryOnce(form, {
        email,
        password,
        address: `10.${kind}.${i & 255}.1`,
      });
      if (i >= 0) times.get(cause)!.push(performance.now() - started);
      if (status !== 401) throw new Error(`${email} was answered with ${status}`);
    }
  }
  const medians = [...times.values()].map((all) => quantile(all, 0.5));
  for (const [cause, all] of times) {
    const [half, most] = [quantile(all, 0.5), quantile(all, 0.95)].map((ms) => ms.toFixed(1));
    console.log(`${CAUSES[cause]!.padEnd(20)} median ${half} ms   p95 ${most} ms`);
  }
  const ratio = Math.max(...medians) / Math.min(...medians);
  console.log(`Largest ratio ${ratio.toFixed(3)} (at most ${BOUND})`);
  if (ratio > BOUND) Deno.exitCode = 1;
});
