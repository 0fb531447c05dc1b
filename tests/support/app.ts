import { Builder } from "fresh/dev";
import { createApp, createDeps, type Deps } from "@/lib/app.ts";
import type { User } from "@/lib/auth/mod.ts";
import { type Env, readConfig } from "@/lib/config.ts";
import { createMailer, type Mail } from "@/lib/mailer/mod.ts";
import { createLog } from "@/lib/web/log.ts";
import { openTestDatabase } from "./database.ts";
import { NOW, ROOT, SECRET } from "./constants.ts";
import { addPerson, Client } from "./client.ts";
import { mailsOf } from "./mails.ts";
import type { Handler } from "./visitor.ts";
import { pause } from "./waiting.ts";

/** Makes a build for {@linkcode testApp}; where the module is loaded, not in a test. */
export async function buildFor(mode: "production" | "development") {
  const applyBuild = await new Builder({ root: ROOT }).build({ mode, snapshot: "memory" });
  // esbuild's process ends a moment after its build; Deno 2.5 would put that down to the first test.
  await pause(50);
  return applyBuild;
}

/** One build for all tests of a file: routes are the same, only what is handed in differs. */
const production = await buildFor("production");

export interface TestApp extends AsyncDisposable, Deps {
  readonly handler: Handler;
  /** What was logged, a line each. */
  readonly lines: string[];
  /** Moves the app's clock on. */
  wait(seconds: number): void;
  /** Somebody with a browser of their own; it may have a name, as in `browsers.ts`. */
  visitor(userAgent?: string): Client;
  /** An account, made without its form. */
  person(name: string): Promise<User>;
  /** What it has written to people, in plain text; the newest last. */
  mails(): Promise<Mail[]>;
  /** The same app after a restart with other settings: new process, same database. */
  restarted(env: Env): TestApp;
}

/** The whole app as it runs, with a new database in memory and a clock that stands still. */
export async function testApp(env: Env = {}, build = production): Promise<TestApp> {
  const config = readConfig({ SECRET_KEY: SECRET, LOG_FORMAT: "json", ...env });
  const db = await openTestDatabase(env.DATABASE_URL);
  return assemble(env, db, config, { now: NOW }, build);
}

function assemble(
  env: Env,
  db: Deps["db"],
  config: Deps["config"],
  time: { now: number },
  applyBuild: typeof production,
): TestApp {
  const lines: string[] = [];
  const clock = () => time.now;
  const log = createLog(config.logFormat, (line) => lines.push(line));
  const deps: Deps = {
    ...createDeps({ config, db, log }),
    clock,
    sleep: () => Promise.resolve(),
    mailer: createMailer({ config, db, clock }),
  };
  const app = createApp(deps);
  applyBuild(app);
  const handler = app.handler() as Handler;
  return {
    ...deps,
    handler,
    lines,
    wait: (seconds) => void (time.now += seconds * 1000),
    visitor: (userAgent = "") => Object.assign(new Client(handler, deps), { userAgent }),
    person: (name) => addPerson(deps, name),
    mails: () => mailsOf(deps),
    restarted: (more) => {
      const merged = { SECRET_KEY: SECRET, LOG_FORMAT: "json", ...env, ...more };
      return assemble(merged, db, readConfig(merged), time, applyBuild);
    },
    [Symbol.asyncDispose]: async () => {
      await deps.background.idle();
      await db.destroy();
    },
  };
}
