import { join } from "node:path";
import type { Env } from "@/lib/config.ts";
import { type TestApp, testApp } from "./app.ts";
import { SECRET } from "./constants.ts";
import { AppProcess, freePort, inNewFolder } from "./process.ts";
import type { Visitor } from "./visitor.ts";

/** One database for several instances; the only one here who knows which engine it is. */
export interface SharedDatabase extends AsyncDisposable {
  /** The settings by which instances find it. */
  readonly env: { readonly DATABASE_URL: string };
}

/** A new, empty database that several connections and processes may open. */
export async function sharedDatabase(): Promise<SharedDatabase> {
  const folder = await Deno.makeTempDir();
  return {
    env: { DATABASE_URL: `file:${join(folder, "book.db")}` },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** Instances of the app in this process: one database, and each with a connection, rules and a clock of its own. */
export interface Instances extends AsyncDisposable {
  readonly apps: readonly [TestApp, TestApp, ...TestApp[]];
  /** Moves all clocks on. */
  wait(seconds: number): void;
}

/**
 * Starts instances that share what is in modules, as they are in one process: what might hide behind that is tested with
 * {@linkcode processes}, too.
 *
 * @param each the settings of each
 */
export async function instances(
  each: readonly [Env, Env, ...Env[]] = [{}, {}],
): Promise<Instances> {
  const database = await sharedDatabase();
  const start = (env: Env) => testApp({ ...database.env, ...env });
  const [first, ...others] = each;
  const one = await start(first);
  const more = await Promise.all(others.map(start)) as [TestApp, ...TestApp[]];
  const apps = [one, ...more] as const;
  return {
    apps,
    wait: (seconds) => apps.forEach((app) => app.wait(seconds)),
    [Symbol.asyncDispose]: async () => {
      for (const app of apps) await app[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Where a browser can be opened: an instance in this process, or a process of its own. */
export interface Place<V extends Visitor = Visitor> {
  visitor(): V;
}

/** The same browser, when its request comes to this instance: it has its cookies in common. */
export function at<V extends Visitor>(place: Place<V>, visitor: Visitor): V {
  const { cookies, userAgent, address } = visitor;
  return Object.assign(place.visitor(), { cookies, userAgent, address });
}

/** Real processes of the app on one database, each at a port of its own. */
export interface Processes extends AsyncDisposable {
  readonly apps: readonly [AppProcess, AppProcess, ...AppProcess[]];
  readonly env: SharedDatabase["env"];
}

/**
 * Starts processes, all at the same moment.
 *
 * @param env settings of all; a proxy tells their addresses, so that a test may be many people
 */
export async function processes(
  folder: string,
  { count = 2, env = {} }: { count?: number; env?: Record<string, string> } = {},
): Promise<Processes> {
  const database = await sharedDatabase();
  const settings = { SECRET_KEY: SECRET, TRUST_PROXY: "on", ...database.env, ...env };
  const apps = Array.from({ length: count }, () => new AppProcess(folder, freePort(), settings));
  const stop = async () => {
    await Promise.all(apps.map((app) => app[Symbol.asyncDispose]()));
    await database[Symbol.asyncDispose]();
  };
  try {
    await Promise.all(apps.map((app) => app.ready()));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    apps: apps as unknown as Processes["apps"],
    env: database.env,
    [Symbol.asyncDispose]: stop,
  };
}

/** Tests twice what browsers can see: with two instances in this process, and with two real processes. */
export function overBoth(name: string, test: (one: Place, two: Place) => Promise<void>): void {
  Deno.test(`${name}, over two instances`, async () => {
    await using all = await instances();
    await test(all.apps[0], all.apps[1]);
  });
  Deno.test(`${name}, over two real processes`, () =>
    inNewFolder(async (folder) => {
      await using all = await processes(folder);
      await test(all.apps[0], all.apps[1]);
    }));
}
