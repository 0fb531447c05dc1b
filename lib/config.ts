import { parse } from "dotenv";
import { type CookieConfig, readCookieConfig } from "./config/cookie.ts";
import { type DatabaseConfig, readDatabaseConfig } from "./config/database.ts";
import { isDeploy, originOnDeploy } from "./config/deploy.ts";
import { ConfigError, quote } from "./config/error.ts";
import { isLocalhost, isLoopback } from "./config/localhost.ts";
import { type MailConfig, readMailConfig } from "./config/mail.ts";
import { knownSecret, ownSecret, readSecrets } from "./config/secrets.ts";
import { choice, DAY, type Env, MINUTE, seconds, wholeNumber } from "./config/values.ts";

export { ConfigError, type CookieConfig, type Env, knownSecret, type MailConfig };

/** Everything that can be set, checked once at start and frozen. Durations are in seconds. */
export interface Config extends DatabaseConfig {
  /** The current secret first, then those that only verify. */
  readonly secrets: readonly string[];
  /** Origins under which browsers may reach the app; the first is the one that links use. */
  readonly origins: readonly [string, ...string[]];
  /** What their requests carry as Host. */
  readonly hosts: readonly string[];
  readonly secure: boolean;
  /** Whether only this machine reaches the app. */
  readonly isLocal: boolean;
  readonly hostname: string;
  readonly port: number;
  /** How long requests under way may take to finish, once the app is told to stop; a fifth of it is added for the rest. */
  readonly stopTimeout: number;
  readonly trustProxy: boolean;
  /** Whether anyone may have an account: at once, after a mail was answered, or not at all. */
  readonly registration: "open" | "confirm" | "closed";
  readonly logFormat: "pretty" | "json";
  /** Deploy and Deno's own telemetry take lines only from `console`, which is slower by far. */
  readonly logThrough: "console" | "stdout";
  /** An ordinary login ends this long after it began, used or not. */
  readonly sessionLifetime: number;
  /** An ordinary login ends when it is not used for this long. */
  readonly sessionIdleTimeout: number;
  /** A remembered login ends this long after it began; replaces both limits above. */
  readonly rememberLifetime: number;
  /** For this long after the password was typed, what is sensitive may be done without typing it again. */
  readonly freshLoginWindow: number;
  /** What a mailed link is good for ends this long after it was asked for. */
  readonly resetLifetime: number;
  /** What a login gets that turns up in another kind of browser: nothing, a question for the password, its end. */
  readonly sessionProtection: "off" | "basic" | "strong";
  readonly mail: MailConfig;
  readonly cookie: CookieConfig;
}

/** Seconds. */
const STOP_TIMEOUT = 10;
/** Seconds: one less than Deploy waits between SIGINT and the end of the process. */
const STOP_TIMEOUT_ON_DEPLOY = 4;

/** The environment, and below it what a file `.env` in the working directory says. */
export async function environment(): Promise<Env> {
  const file = await Deno.readTextFile(".env").catch((error) => {
    if (error instanceof Deno.errors.NotFound) return "";
    throw new ConfigError(`.env cannot be read: ${error.message}`);
  });
  return { ...parse(file), ...Deno.env.toObject() };
}

/**
 * The settings to run with: those of the environment, and on localhost a secret of its own when none is set.
 *
 * @throws {ConfigError} on the first value that is missing or wrong
 */
export async function loadConfig(env: Env): Promise<Config> {
  const config = readConfig(env);
  if (config.secrets.length > 0) return config;
  return Object.freeze({ ...config, secrets: [await ownSecret()] });
}

/**
 * The same for those who only look: no secret is made, and there is none where the app was never started.
 *
 * @throws {ConfigError} on the first value that is missing or wrong
 */
export async function knownConfig(env: Env): Promise<Config> {
  const config = readConfig(env);
  if (config.secrets.length > 0) return config;
  const secret = await knownSecret();
  return Object.freeze({ ...config, secrets: secret === null ? [] : [secret] });
}

/**
 * Reads the settings from the environment. Without SECRET_KEY, which only localhost may do, there are no secrets.
 *
 * @throws {ConfigError} on the first value that is missing or wrong
 */
export function readConfig(env: Env): Config {
  const hostname = env.HOST || (isDeploy(env) ? "0.0.0.0" : "127.0.0.1");
  const port = wholeNumber(env, "PORT", 8000, { min: 1, max: 65_535 });
  const origins = readOrigins(env, port);
  const isLocal = isLocalhost(origins[0]) && isLoopback(hostname) && !isDeploy(env);
  const mail = readMailConfig(env, new URL(origins[0]), isLocal);
  return Object.freeze({
    secrets: readSecrets(env, isLocal),
    ...readDatabaseConfig(env),
    origins,
    hosts: origins.map((origin) => new URL(origin).host),
    secure: origins[0].startsWith("https:"),
    isLocal,
    hostname,
    port,
    stopTimeout: isDeploy(env) ? STOP_TIMEOUT_ON_DEPLOY : STOP_TIMEOUT,
    trustProxy: choice(env, "TRUST_PROXY", ["off", "on"]) === "on",
    registration: readRegistration(env, mail),
    logFormat: choice(env, "LOG_FORMAT", isDeploy(env) ? ["json", "pretty"] : ["pretty", "json"]),
    logThrough: isDeploy(env) || /^(1|true)$/.test(env.OTEL_DENO ?? "") ? "console" : "stdout",
    sessionLifetime: seconds(env, "SESSION_LIFETIME", 7 * DAY),
    sessionIdleTimeout: seconds(env, "SESSION_IDLE_TIMEOUT", DAY),
    rememberLifetime: seconds(env, "REMEMBER_LIFETIME", 30 * DAY),
    freshLoginWindow: seconds(env, "FRESH_LOGIN_WINDOW", 15 * MINUTE),
    resetLifetime: seconds(env, "RESET_LIFETIME", 60 * MINUTE),
    sessionProtection: choice(env, "SESSION_PROTECTION", ["basic", "off", "strong"]),
    mail,
    cookie: readCookieConfig(env, new URL(origins[0])),
  });
}

function readRegistration(env: Env, mail: MailConfig): Config["registration"] {
  const registration = choice(env, "REGISTRATION", ["open", "confirm", "closed"]);
  if (registration !== "confirm" || mail.kind !== "none") return registration;
  throw new ConfigError("REGISTRATION is confirm, which takes mails: set SMTP_URL.");
}

/** `localhost` and `127.0.0.1` are the same app to a person who tries it, so both are served until ORIGIN says more. */
function readOrigins(env: Env, port: number): readonly [string, ...string[]] {
  const origin = isDeploy(env) ? originOnDeploy(env) : env.ORIGIN;
  if (!origin) return [localOrigin("localhost", port), localOrigin("127.0.0.1", port)];
  const url = URL.parse(origin);
  const isOrigin = url && /^https?:$/.test(url.protocol) &&
    (origin === url.origin || origin === `${url.origin}/`);
  if (!isOrigin) {
    throw new ConfigError(
      `ORIGIN is ${
        quote(origin)
      }, not an origin such as https://book.example (scheme, host, and port when it is not the usual one).`,
    );
  }
  return [url.origin];
}

/** As browsers spell it: without the port when that is the usual one. */
function localOrigin(host: string, port: number): string {
  return new URL(`http://${host}:${port}`).origin;
}
