/** Two instances, one on a libSQL server and one on a replica that follows it. */
import { assertEquals } from "@std/assert";
import { testApp } from "../support/app.ts";
import { at } from "../support/instances.ts";
import { HAS_SERVER, LibsqlServer } from "../support/libsql_server.ts";
import { inNewFolder } from "../support/process.ts";

Deno.test({
  name:
    "who signs in, or types the password once more, at one instance is in at one that lags behind",
  ignore: !HAS_SERVER,
  fn: () =>
    inNewFolder(async (folder) => {
      await using primary = await LibsqlServer.start({ folder: `${folder}/primary` });
      await using replica = await LibsqlServer.start({
        folder: `${folder}/replica`,
        follows: primary,
      });
      await using one = await testApp({ DATABASE_URL: primary.url });
      await using two = await testApp({ DATABASE_URL: replica.url });
      const user = await one.person("Ada");
      for (let i = 0; i < 20; i++) {
        const ada = await one.visitor().as(user);
        assertEquals((await at(two, ada).get("/account")).status, 200);
        assertEquals((await ada.confirm()).status, 303);
        assertEquals((await at(two, ada).get("/presence")).status, 200);
        assertEquals(await at(two, ada).name(), "Ada");
        const { status } = await at(two, ada).logout();
        assertEquals(status, 303);
      }
    }),
});
