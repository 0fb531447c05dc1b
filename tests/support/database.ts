import { migrate, requireMigrated } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { inNewFolder } from "./process.ts";
import { until } from "./waiting.ts";

const URL = Deno.env.get("TEST_LIBSQL_URL");
const ADMIN = Deno.env.get("TEST_LIBSQL_ADMIN_URL");

/** Whether the tests run on a libSQL server (`deno task test:libsql`) and not on files. */
export const ON_LIBSQL = URL !== undefined;

export const IN_MEMORY = { databaseUrl: "file::memory:" };

export function fileAt(path: string) {
  return { databaseUrl: `file:${path}` };
}

/** Stands in an address of these tests for the name of a database in the shared server. */
const SHARED = "http://shared.test/";

/** Runs a test with the address of a new database, which several apps of this process may open. */
export async function onNewDatabase(test: (url: string) => Promise<void>): Promise<void> {
  if (!ON_LIBSQL) return await inNewFolder((folder) => test(`file:${folder}/shared.db`));
  const name = await newOnServer();
  await test(SHARED + name);
  await admin("DELETE", name);
}

async function newOnServer(): Promise<string> {
  const name = crypto.randomUUID();
  await admin("POST", `${await template()}/fork/${name}`);
  await until("the new database", () => isThere(name));
  return name;
}

async function isThere(name: string): Promise<boolean> {
  await using db = await openShared(name);
  return await requireMigrated(db).then(() => true, () => false);
}

/** Opens a database by such an address, or any other: without one, a new database of its own. */
export async function openTestDatabase(url?: string): Promise<Db> {
  if (url === undefined) return ON_LIBSQL ? await ownOnServer() : await inMemory();
  const db = await openByAddress(url);
  await migrate(db);
  return db;
}

async function inMemory(): Promise<Db> {
  const db = await openDatabase(IN_MEMORY);
  await migrate(db);
  return db;
}

async function ownOnServer(): Promise<Db> {
  const name = await newOnServer();
  const db = await openShared(name);
  const destroy = db.destroy.bind(db);
  return Object.assign(db, {
    destroy: async () => {
      await destroy();
      await admin("DELETE", name);
    },
  });
}

function openByAddress(databaseUrl: string): Promise<Db> {
  if (!databaseUrl.startsWith(SHARED)) return openDatabase({ databaseUrl });
  return openShared(databaseUrl.slice(SHARED.length));
}

const listeners = new Set<(body: string) => void>();

/** Calls `listener` with what is sent to the server from now on; returns what ends that. */
export function onRequest(listener: (body: string) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** A shared server tells its databases apart by this header, or by the name of the host, which loopback has not. */
function openShared(name: string): Promise<Db> {
  return openDatabase({ databaseUrl: URL! }, async (request) => {
    for (const listener of listeners) listener(await request.clone().text());
    request.headers.set("x-namespace-bin", btoa(name).replaceAll("=", ""));
    return await until("the database", () => known(request.clone()));
  });
}

/** A server that follows another may know a database only a moment later. */
async function known(request: Request): Promise<Response | null> {
  const answer = await fetch(request);
  if (answer.status !== 404) return answer;
  await answer.body?.cancel();
  return null;
}

let migrated: Promise<string> | undefined;

/** The name of a database with all its tables and nothing in them, which others are copied from. */
function template(): Promise<string> {
  return migrated ??= (async () => {
    const name = crypto.randomUUID();
    await admin("POST", `${name}/create`, "{}");
    const db = await openShared(name);
    await migrate(db);
    await db.destroy();
    return name;
  })();
}

async function admin(method: string, path: string, body?: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${ADMIN}/v1/namespaces/${path}`, { method, headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The libSQL server answers ${answer.status}: ${text}`);
}
