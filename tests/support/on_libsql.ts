/**
 * Runs the tests with their databases on a real libSQL server; after `replica`, on one that follows another: what is written
 * goes on to that, and comes back. Without names of files these are all that open a database by `database.ts`; others would
 * see no difference.
 */
import { dirname, join, relative } from "node:path";
import { ROOT } from "./constants.ts";
import { LibsqlServer } from "./libsql_server.ts";
import { inNewFolder } from "./process.ts";

const DATABASE = join(ROOT, "tests", "support", "database.ts");

const [first, ...rest] = Deno.args.filter((arg) => arg !== "--");
const isReplica = first === "replica";
const named = isReplica || first === undefined ? rest : [first, ...rest];
const files = named.length > 0 ? named : await filesOnDatabase(join(ROOT, "tests"));

let code = 1;
await inNewFolder(async (folder) => {
  const isShared = true;
  await using primary = await LibsqlServer.start({ folder: `${folder}/primary`, isShared });
  await using asked = isReplica
    ? await LibsqlServer.start({ folder: `${folder}/replica`, isShared, follows: primary })
    : primary;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", ...files],
    env: { TEST_LIBSQL_URL: asked.url, TEST_LIBSQL_ADMIN_URL: primary.adminUrl },
  }).spawn();
  ({ code } = await child.status);
});
Deno.exit(code);

/** All test files below a folder that need `database.ts`, directly or by way of others. */
async function filesOnDatabase(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await filesOnDatabase(path));
    else if (name.endsWith("_test.ts") && await isOnDatabase(path)) {
      found.push(relative(ROOT, path));
    }
  }
  return found.sort();
}

async function isOnDatabase(path: string, seen = new Set<string>()): Promise<boolean> {
  if (path === DATABASE) return true;
  if (seen.has(path)) return false;
  seen.add(path);
  const code = await Deno.readTextFile(path).catch(() => ""); // examples import what is not there
  for (const [, specifier = ""] of code.matchAll(/(?:from|import) "(\.[^"]+)"/g)) {
    if (await isOnDatabase(join(dirname(path), specifier), seen)) return true;
  }
  return false;
}
