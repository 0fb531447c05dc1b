import { ConfigError, quote } from "./error.ts";
import type { Env } from "./values.ts";

/**
 * Whether this is Deno Deploy. All that runs there is told so, builds and migrations too; what it tells besides differs.
 *
 * @see https://docs.deno.com/deploy/reference/env_vars_and_contexts/
 */
export function isDeploy(env: Env): boolean {
  return Boolean(env.DENO_DEPLOY || env.DENO_DEPLOYMENT_ID);
}

/**
 * The origin that counts on Deploy. Each revision and each branch is a timeline with an address of its own, and ORIGIN
 * may well be set for all of them: it speaks of production alone.
 *
 * @throws {ConfigError} when it is neither set nor told
 * @see https://docs.deno.com/deploy/reference/timelines/
 */
export function originOnDeploy(env: Env): string {
  const own = ownOrigin(env);
  const origin = env.DENO_TIMELINE === "production" ? env.ORIGIN || own : own ?? env.ORIGIN;
  if (origin) return origin;
  throw new ConfigError(
    "ORIGIN is not set, and Deno Deploy does not say where it serves this. Set it to the address of the app, such as https://book.example.",
  );
}

/** Where Deploy itself serves the timeline that runs here, as far as it tells. */
function ownOrigin(env: Env): string | undefined {
  // Deploy's pages about builds and about variables name these two differently.
  const app = env.DENO_DEPLOY_APP_SLUG || env.DENO_DEPLOY_APPLICATION_SLUG;
  const org = env.DENO_DEPLOY_ORG_SLUG || env.DENO_DEPLOY_ORGANIZATION_SLUG;
  const suffix = suffixOf(env.DENO_TIMELINE ?? "");
  if (!app || !org || suffix === undefined) return undefined;
  return URL.parse(`https://${app}${suffix}.${org}.deno.net`)?.origin;
}

/** What a timeline adds to the app's name. How branches are spelt whose names no host can hold is not documented. */
function suffixOf(timeline: string): string | undefined {
  if (timeline === "production") return "";
  const [, kind, name] = /^(git-branch|preview)\/(.+)$/.exec(timeline) ?? [];
  if (name === undefined) return undefined;
  return kind === "preview" ? `-${name}` : `--${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
}

/**
 * @param url of a database that is a file
 * @throws {ConfigError} on Deploy
 */
export function refuseFileOnDeploy(url: string, env: Env): void {
  if (!isDeploy(env)) return;
  throw new ConfigError(
    `DATABASE_URL is ${
      env.DATABASE_URL ? quote(url) : "not set, which means a file"
    }, but disks on Deno Deploy are neither kept nor shared. Make a database at Turso, and set DATABASE_URL to its libsql:// address and DATABASE_AUTH_TOKEN to its token, for all contexts; \`deno task restore\` moves a book there.`,
  );
}
