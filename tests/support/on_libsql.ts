/**
 * Runs the tests with their databases on a real libSQL server; after `replica`, on one that follows another: what is written
 * goes on to that, and comes back.
 */
import { LibsqlServer } from "./libsql_server.ts";
import { inNewFolder } from "./process.ts";

const [first, ...rest] = Deno.args.filter((arg) => arg !== "--");
const isReplica = first === "replica";
const files = isReplica || first === undefined ? rest : [first, ...rest];

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
