import { quote } from "@/lib/config/error.ts";
import { isLocalhost } from "@/lib/config/localhost.ts";
import type { CookieAttributes } from "@/lib/session/mod.ts";
import { pathMatches } from "@/lib/web/cookie_rules.ts";
import { fine, type Found, warning, wrong } from "../finding.ts";
import type { Settings } from "../settings.ts";
import { database, openLine } from "./database.ts";

type SettingsRule = (settings: Settings) => Found;

/** What can be said before anybody has asked for anything. */
export const SETTINGS_RULES: readonly SettingsRule[] = [
  faults,
  origin,
  key,
  weakKey,
  cookie,
  path,
  sameSite,
  database,
  openLine,
];

/** Values with which the app does not start. */
function faults({ faults }: Settings): Found {
  return faults.map((text) => wrong(text, "The app does not start before that is put right."));
}

function origin({ config }: Settings): Found {
  if (!config) return null;
  const [first, ...more] = config.origins;
  if (more.length > 0) {
    return fine(`ORIGIN is not set: ${config.origins.join(" and ")} are accepted.`);
  }
  if (!config.secure && !isLocalhost(first)) {
    return warning(
      `ORIGIN is ${quote(first)}: anybody on the way can read passwords and cookies.`,
      "Serve it over https, and set ORIGIN to that address.",
    );
  }
  return fine(`ORIGIN is ${quote(first)}: only forms from there are accepted.`);
}

function key({ config, faults }: Settings): Found {
  if (!config) return null;
  const [current, ...fallbacks] = config.secrets;
  if (current !== undefined) {
    const more = fallbacks.length > 0 ? `, and ${fallbacks.length} that only verify` : "";
    return fine(`There is a key to sign cookies with${more}.`);
  }
  if (faults.length > 0) return null; // the key may well be one of them
  return fine("There is no key yet. On localhost the first start makes one, data/secret.key.");
}

/** Long enough, and yet soon guessed: below this there is no randomness in it. */
const MIN_DIFFERENT = 8;

function weakKey({ config }: Settings): Found {
  const weak = config?.secrets.some((secret) =>
    /^(.+?)\1+$/.test(secret) || new Set(secret).size < MIN_DIFFERENT
  );
  if (!weak) return null;
  return warning(
    "A key in SECRET_KEY or SECRET_KEY_FALLBACKS repeats itself: it is long, but can be guessed, and then anybody can sign in as anybody.",
    "Print a random one with `deno task secret`.",
  );
}

function cookie({ session }: Settings): Found {
  return session && fine(`The session cookie is ${describe(session.cookie)}.`);
}

function describe({ name, secure, sameSite, path, domain, partitioned }: CookieAttributes): string {
  const attributes = [
    secure && "Secure",
    `SameSite=${sameSite}`,
    `Path=${path}`,
    domain && `Domain=${domain}`,
    partitioned && "Partitioned",
  ];
  return [quote(name), ...attributes.filter(Boolean)].join("; ");
}

function path({ session }: Settings): Found {
  const path = session?.cookie.path;
  if (path === undefined || pathMatches("/login", path)) return null;
  return wrong(
    `SESSION_COOKIE_PATH is ${
      quote(path)
    }: browsers send the cookie to no other page, /login among them, so nobody can sign in.`,
    "Leave SESSION_COOKIE_PATH unset.",
  );
}

function sameSite({ session }: Settings): Found {
  if (session?.cookie.sameSite === "Strict") {
    return warning(
      "SESSION_COOKIE_SAMESITE is strict: people who follow a link from a mail or another site arrive signed out, and are signed in again one click later.",
      "Set SESSION_COOKIE_SAMESITE=lax, unless that is what you want. Forms of other sites are refused either way.",
    );
  }
  if (session?.cookie.sameSite !== "None") return null;
  return warning(
    "SESSION_COOKIE_SAMESITE is none: the cookie goes along with what any site sends here, and browsers that block third-party cookies drop it in frames.",
    "Set SESSION_COOKIE_SAMESITE=lax, unless other sites show this app in a frame.",
  );
}
