import type { Clock } from "@/lib/clock.ts";
import { type Config, ConfigError, type Env, readConfig } from "@/lib/config.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import type { SessionSettings } from "@/lib/session/mod.ts";

/** What the app would run with. */
export interface Settings {
  /** Null when even the origin is not known. */
  readonly config: Config | null;
  readonly session: SessionSettings | null;
  /** What keeps the app from starting, a sentence or two each. */
  readonly faults: readonly string[];
  /** What keeps a database server from answering, in a word or two; null when it does. Left out for files. */
  readonly databaseTrouble?: string | null;
  readonly clock: Clock;
}

export interface SettingsOptions {
  readonly clock: Clock;
  readonly environment: () => Promise<Env>;
  /** The key of an app on localhost without SECRET_KEY; null when none was made yet. */
  readonly ownSecret: () => Promise<string | null>;
  /** How the app keeps sessions. */
  readonly session: (config: Config) => SessionSettings;
  /** Asks the database, as `databaseTrouble` above. */
  readonly database?: (config: Config) => Promise<string | null | undefined>;
}

/**
 * Reads the settings as a start would, but goes on after a value that is wrong, so that all are told at once. Where it
 * can't be known what was meant, there is no key, or no config at all.
 */
export async function readSettings(options: SettingsOptions): Promise<Settings> {
  const faults: string[] = [];
  const attempt = async <T>(step: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await step();
    } catch (error) {
      faults.push(messageOf(error));
      return null;
    }
  };
  const { clock } = options;
  const env = await attempt(options.environment);
  const read = env && readWhatCanBe(env, faults);
  if (!read) return { config: null, session: null, faults, clock };
  const { config, hasKey } = read;
  const own = hasKey && config.secrets.length === 0 ? await attempt(options.ownSecret) : null;
  const secrets = own ? [own] : hasKey ? config.secrets : [];
  const whole = Object.freeze({ ...config, secrets });
  const session = await attempt(() => options.session(whole));
  const databaseTrouble = await options.database?.(whole);
  return { config: whole, session, faults, databaseTrouble, clock };
}

/** The config without the values that are wrong; what is wrong with them goes to `faults`. */
function readWhatCanBe(
  env: Env,
  faults: string[],
): { config: Config; hasKey: boolean } | null {
  const rest: Record<string, string | undefined> = { ...env };
  const wrong = new Set<string>();
  for (;;) {
    try {
      const config = readConfig(rest);
      if (wrong.has("ORIGIN") || (wrong.has("PORT") && !rest.ORIGIN)) return null;
      return { config, hasKey: !wrong.has("SECRET_KEY") };
    } catch (error) {
      const message = messageOf(error);
      const name = /[A-Z]+(_[A-Z]+)*/.exec(message)?.[0] ?? ""; // a ConfigError names its variable
      if (wrong.has(name)) return null;
      faults.push(message);
      wrong.add(name);
      // Any key will do to read on with; nothing is signed or verified with it.
      rest[name] = name === "SECRET_KEY" ? randomToken() : undefined;
    }
  }
}

/** @throws what is no ConfigError */
function messageOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  throw error;
}
