import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { HAS_SERVER, LibsqlServer } from "../support/libsql_server.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { type Line, slowLine } from "../support/slow_line.ts";
import { pause, until } from "../support/waiting.ts";

await build();

interface Scene {
  readonly app: AppProcess;
  readonly line: Line;
}

function onSlowLine(test: (scene: Scene) => Promise<void>): Promise<void> {
  return inNewFolder(async (folder) => {
    await using server = await LibsqlServer.start({ folder });
    await using line = slowLine(server);
    const env = { DATABASE_URL: line.url };
    await using app = await new AppProcess(folder, freePort(), env).ready();
    await test({ app, line });
  });
}

const slowTest = (name: string, test: (scene: Scene) => Promise<void>) =>
  Deno.test({ name, ignore: !HAS_SERVER, fn: () => onSlowLine(test) });

const ready = async (app: AppProcess) => (await app.visitor().get("/readyz")).text.trim();

slowTest(
  "of a database that answers slowly everybody gets their own page, only later",
  async ({ app, line }) => {
    const people = ["Ada", "Bo", "Cy"].map((name) => ({ name, visitor: app.visitor() }));
    for (const { name, visitor } of people) {
      assertEquals(
        (await visitor.register(name)).status,
        303,
      );
    }
    line.delay = 60;
    const asked = people.flatMap((person) => [person, person, person]);
    line.most = 0;
    const names = await Promise.all(asked.map(({ visitor }) => visitor.name()));
    assertEquals(names, asked.map(({ name }) => name));
    assert(line.most > 1, "they have waited for each other");
    assertEquals(await ready(app), "ready");
    assertEquals(await app.visitor().name(), null);
  },
);

slowTest(
  "one that takes longer than anybody waits is told of; when it is back, all is as it was",
  async ({ app, line }) => {
    const ada = app.visitor();
    await ada.register("Ada");
    line.delay = 1_050;
    assertEquals(await ready(app), "slow");
    assertEquals((await ada.get("/appointments")).status, 200);
    line.delay = 0;
    const { promise, resolve: goOn } = Promise.withResolvers<void>();
    line.held = promise;
    const cookies = [...ada.cookies];
    const [page, form] = await Promise.all([
      ada.get("/appointments"),
      app.visitor().login("ada@example.org"),
    ]);
    assertEquals([page.status, page.headers.get("retry-after"), form.status], [503, "60", 503]);
    assertStringIncludes(page.text, "Our database cannot be reached right now.");
    assertEquals([...ada.cookies], cookies);
    goOn();
    assertEquals(await ada.name(), "Ada");
    await until("ready", async () => await ready(app) === "ready");
    await pause(100); // lines of the log go out together
    const changes = app.output.split("\n").filter((text) => /ready/.test(text)).slice(1);
    assertEquals(changes.map((text) => /not ready|ready again/.exec(text)?.[0]), [
      "not ready",
      "ready again",
    ]);
    assert(!app.output.includes("\n    at "), "a stack for what is no bug");
  },
);
