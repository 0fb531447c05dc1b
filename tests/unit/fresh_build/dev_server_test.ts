import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { fixtureProject, LINGERING } from "../../support/fixture_project.ts";

/** Serves a project as in development. */
async function withDevServer(
  files: Record<string, string>,
  fn: (origin: string) => Promise<void>,
): Promise<void> {
  await using project = await fixtureProject(files);
  const app = new App().use(staticFiles()).get("/mode", (ctx) => ctx.text(ctx.config.mode))
    .fsRoutes();
  const stop = new AbortController();
  const { promise: port, resolve } = Promise.withResolvers<number>();
  await new Builder({ root: project.root }).listen(() => Promise.resolve({ app }), {
    signal: stop.signal,
    hostname: "127.0.0.1",
    onListen: (address) => resolve(address.port),
  });
  try {
    await fn(`http://127.0.0.1:${await port}`);
  } finally {
    stop.abort();
  }
}

const text = async (address: string) => await (await fetch(address)).text();

const ISLAND = {
  "islands/Flash.jsx": "export default () => <p>flash</p>;",
  "routes/index.jsx":
    `import Flash from "../islands/Flash.jsx";\nexport default () => <main><Flash /></main>;`,
};

Deno.test("the first request waits for the bundle, which has source maps", async () => {
  await withDevServer(ISLAND, async (origin) => {
    const html = await text(origin);
    const island = /from"([^"]*\/Flash\.js)"/.exec(html)![1]!;
    assertStringIncludes(await text(origin + island), "sourceMappingURL=Flash.js.map");
    assertStringIncludes(await text(`${origin}${island}.map`), "islands/Flash.jsx");
    assertEquals(await text(`${origin}/mode`), "development");
  });
});

Deno.test("every page asks for the revision of the server, and reloads on a newer one", async () => {
  await withDevServer({ "routes/index.jsx": "export default () => <p />;" }, async (origin) => {
    const html = await text(origin);
    const known = Number(/Number\(data\) > (\d+)/.exec(html)![1]);
    const socket = new WebSocket(`${origin.replace("http", "ws")}/_frsh/alive`);
    const revision = await new Promise((resolve) =>
      socket.onmessage = (event) => resolve(event.data)
    );
    assertMatch(String(revision), /^\d+$/);
    assertEquals(Number(revision), known);
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await closed;
  });
});

Deno.test("a plain request for the revision gets 501", async () => {
  await withDevServer({}, async (origin) => {
    const response = await fetch(`${origin}/_frsh/alive`);
    await response.body?.cancel();
    assertEquals(response.status, 501);
  });
});

Deno.test("a build that fails says so on the page and in the console", LINGERING, async () => {
  const { error } = console;
  const logged: unknown[] = [];
  console.error = (...values) => logged.push(...values);
  try {
    await withDevServer({ "islands/Bad.jsx": "export default () => <p>;" }, async (origin) => {
      const response = await fetch(origin);
      assertEquals(response.status, 500);
      assertStringIncludes(await response.text(), "islands/Bad.jsx:1");
      assert(logged.some((value) => String(value).includes("islands/Bad.jsx:1")));
    });
  } finally {
    console.error = error;
  }
});
