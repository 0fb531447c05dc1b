import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { add, address } from "../support/appointments.ts";
import { CLIENT, Revision, visitorOf } from "../support/deploy.ts";
import { HAS_SERVER, LibsqlServer } from "../support/libsql_server.ts";
import { inNewFolder } from "../support/process.ts";
import { undoIn } from "../support/undo.ts";
import { tokenIn, type Visitor } from "../support/visitor.ts";

const ORIGIN = "https://book.acme.deno.net";
const NEXT_YEAR = { starts_at: "2099-01-05T09:30", ends_at: "2099-01-05T10:00" };

Deno.test({
  name: "a revision is built, migrated and started on Deno Deploy by what deno.json says",
  ignore: !HAS_SERVER,
  fn: () =>
    inNewFolder(async (folder) => {
      await using server = await LibsqlServer.start({ folder: `${folder}/database` });
      const settings = { DATABASE_URL: server.url };
      const revision = await Revision.in(`${folder}/app`);
      const build = await revision.build();
      assertEquals(build.code, 0, build.output);

      const refused = await revision.predeploy({});
      assertEquals(refused.code, 1, "a deployment without a database is not routed to");
      assertMatch(refused.output, /DATABASE_URL is not set.*Turso/);
      const migration = await revision.predeploy(settings);
      assertEquals(migration.code, 0, migration.output);
      assertStringIncludes(migration.output, "Migrated: ");

      await using app = await revision.start(settings).ready();
      assertStringIncludes(app.output, `Cloakroom is ready: ${ORIGIN}`);
      await walkThrough(visitorOf(app, ORIGIN));
      const began = performance.now();
      assertEquals(await app.stop("SIGINT"), 0);
      assert(performance.now() - began < 4_500, "Deploy would have killed it");
      assertMatch(app.output, /^\{.*"event":"request".*\}$/m);
      assertEquals(
        /warning|unstable|NotCapable|"level":"error"/i.test(app.output),
        false,
        app.output,
      );

      const settingsOfAll = { ...settings, ORIGIN };
      await using preview = await revision.start(settingsOfAll, "preview/k3x9").ready();
      const own = visitorOf(preview, "https://book-k3x9.acme.deno.net");
      assertEquals((await own.login("ada@example.org")).status, 303);
      assertEquals((await visitorOf(preview, ORIGIN).get("/login")).status, 421);
      assertEquals(await preview.stop("SIGINT"), 0);

      const left = [...Deno.readDirSync(revision.folder)].map(({ name }) => name);
      assertEquals(left.includes("data"), false, "nothing is kept on a disk that nobody shares");
    }),
});

async function walkThrough(ada: Visitor): Promise<void> {
  assertEquals((await ada.get("/")).status, 200);
  assertEquals((await ada.register("Ada")).status, 303);
  assert(ada.cookies.has("__Host-session"));
  assertEquals((await add(ada, NEXT_YEAR)).status, 303);
  const own = await address(ada);
  assertEquals((await ada.submit(`${own}/delete`, {})).status, 303);
  const page = await ada.get("/appointments");
  const undo = { csrf_token: tokenIn(page.text)!, undo: undoIn(page.text) };
  assertEquals((await ada.post("/appointments/undo", undo)).status, 303);
  assertStringIncludes((await ada.get("/appointments")).text, "Dentist");
  assertStringIncludes((await ada.get("/account/sessions")).text, `<code>${CLIENT}</code>`);
  assertEquals((await ada.logout()).status, 303);
  assertEquals(await ada.name(), null);
  assertEquals((await ada.login("ada@example.org")).status, 303);
  assertEquals(await ada.name(), "Ada");
  assertEquals((await ada.get("/dev/outbox")).status, 404);
}
