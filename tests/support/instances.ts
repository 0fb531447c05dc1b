import { join } from "node:path";
import type { Env } from "@/lib/config.ts";
import { write } from "@/lib/db/open.ts";
import type { Trx } from "@/lib/db/schema.ts";
import { type TestApp, testApp } from "./app.ts";
import { SECRET } from "./constants.ts";
import { ON_LIBSQL, onNewDatabase } from "./database.ts";
import { LibsqlServer } from "./libsql_server.ts";
import { AppProcess, freePort, inNewFolder } from "./process.ts";
import type { Handler, Visitor } from "./visitor.ts";

/** A new database for several apps of this process, until it is let go. */
async function shared(): Promise<AsyncDisposable & { readonly url: string }> {
  const over = Promise.withResolvers<void>();
  const address = Promise.withResolvers<string>();
  const ended = onNewDatabase((url) => {
    address.resolve(url);
    return over.promise;
  });
  await Promise.race([address.promise, ended]);
  return {
    url: await address.promise,
    [Symbol.asyncDispose]: () => {
      over.resolve();
      return ended;
    },
  };
}

/** The same for processes; a libSQL server of their own where the tests run on one. */
async function sharedByProcesses(
  folder: string,
): Promise<AsyncDisposable & { readonly url: string }> {
  return ON_LIBSQL
    ? await LibsqlServer.start({ folder })
    : known(`file:${join(folder, "book.db")}`);
}

/** One that somebody else lets go. */
function known(url: string) {
  return { url, [Symbol.asyncDispose]: () => Promise.resolve() };
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
  const database = await shared();
  const start = async (env: Env) => caughtUp(await testApp({ DATABASE_URL: database.url, ...env }));
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

/**
 * The app, where each request finds all that other instances wrote before. On a file that goes without saying. A replica
 * lags behind by milliseconds, until something is written by the same instance; `instances_replica_test.ts` has what must
 * not happen meanwhile.
 */
function caughtUp(app: TestApp): TestApp {
  if (!ON_LIBSQL) return app;
  const handler: Handler = async (request) => {
    const nothing = (trx: Trx) => trx.deleteFrom("throttles").where("account", "=", "").execute();
    await write(app.db, nothing);
    return await app.handler(request);
  };
  return { ...app, handler, visitor: (name) => Object.assign(app.visitor(name), { handler }) };
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

/** Settings of processes; a proxy tells addresses, so that a test may be many people. */
const PROCESS = { SECRET_KEY: SECRET, TRUST_PROXY: "on" };

/** Real processes of the app on one database, each at a port of its own. */
export interface Processes extends AsyncDisposable {
  readonly apps: readonly [AppProcess, AppProcess, ...AppProcess[]];
  /** The address of their database. */
  readonly url: string;
}

interface ProcessOptions {
  readonly count?: number;
  /** Settings of all. */
  readonly env?: Record<string, string>;
  /** A database that is there already. */
  readonly url?: string;
}

/**
 * Starts processes, all at the same moment.
 *
 * @param folder for what they write; a new database, too, unless it is a server's
 */
export async function processes(
  folder: string,
  { count = 2, env = {}, url }: ProcessOptions = {},
): Promise<Processes> {
  const database = url ? known(url) : await sharedByProcesses(folder);
  const settings = { ...PROCESS, DATABASE_URL: database.url, ...env };
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
    url: database.url,
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
