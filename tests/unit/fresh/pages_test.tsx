import { App, createDefine, page, type PageProps, type PageResponse } from "fresh";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { applyBuild, ask, request, silenced } from "./app_requests.ts";

interface State {
  user?: string;
}
const define = createDefine<State>();
const body = async (app: App<State>, line: string) =>
  /<body>(.*)<\/body>/s.exec(await ask(app, line))?.[1] ?? null;

const Wrapper = define.layout(({ Component }) => (
  <body>
    [<Component />]
  </body>
));
const Outer = define.layout(({ Component, data }) => (
  <u title={String(data)}>
    <Component />
  </u>
));
const Inner = define.layout(async ({ Component }) => <i>{await Promise.resolve(<Component />)}</i>);
const OUTER_PAGE = '<u title="null">page</u>';
const Page = () => <>page</>;

Deno.test("define types data and state, and leaves values as they are", async () => {
  const handler = define.handlers({
    GET: () => page({ title: "new", errors: [] as string[] }),
    async POST(ctx) {
      const title = await ctx.req.text();
      if (title !== "") return ctx.redirect("/", 303);
      return page({ title, errors: ["empty"] }, { status: 422, headers: { "x-a": "1" } });
    },
  });
  const component = define.page<typeof handler>(({ data, state }) => (
    <p>{data.title.toUpperCase()} {data.errors.join()} {state.user}</p>
  ));
  const signIn = define.middleware((ctx) => (ctx.state.user = "Ada", ctx.next()));
  const app = new App<State>().use(signIn).route("/", { handler, component });
  assertEquals(await body(app, "/"), "<p>NEW  Ada</p>");
  assertEquals(await body(app, "POST /"), "<p> empty Ada</p>");
  const response = await request(app, "POST /");
  assertEquals([response.status, response.headers.get("x-a")], [422, "1"]);
  assertEquals((await request(app, "POST /", { body: "x" })).status, 303);
});

Deno.test("page() makes a plain object, and a bare one works too", async () => {
  const made: PageResponse<number> = page(1, { status: 201 });
  assertEquals(made, { data: 1, status: 201, headers: undefined });
  assertEquals(page().data, undefined);
  const app = new App().route("/", { handler: () => ({ data: "x" }), component: ErrorOrData });
  assertStringIncludes(await ask(app, "/"), "<b>x</b>");
});

function ErrorOrData({ data, error }: PageProps<string | undefined>) {
  return <b>{error === null ? String(data) : "error"}</b>;
}

Deno.test("of several headers with one name in page(), the last is sent", async () => {
  const headers: [string, string][] = [["set-cookie", "a=1"], ["set-cookie", "b=2"]];
  const app = new App().route("/", { handler: () => page(1, { headers }), component: Page });
  assertEquals((await request(app, "/")).headers.getSetCookie(), ["b=2"]);
});

Deno.test("a component answers GET and HEAD without a handler", async () => {
  const app = new App().route("/", { component: ErrorOrData })
    .route("/post", { handler: { POST: () => page("posted") }, component: ErrorOrData });
  assertStringIncludes(await ask(app, "/post"), "<b>undefined</b>");
  assertStringIncludes(await ask(app, "POST /post"), "<b>posted</b>");
  assertEquals((await request(app, "HEAD /")).status, 200);
  assertEquals((await request(app, "POST /")).headers.get("allow"), "GET");
});

Deno.test("a page without any handler has {} as data, but none when it is loaded lazily", async () => {
  const component = ({ data }: PageProps) => <b>{JSON.stringify(data) ?? "undefined"}</b>;
  const app = new App<State>().route("/", { component })
    .route("/post", { component, handler: { POST: () => page("posted") } })
    .route("/lazy", () => Promise.resolve({ component }))
    .fsRoutes("/files");
  applyBuild(app, { "eager.tsx": { default: component }, "late.tsx": { default: component } }, {
    eager: ["eager.tsx"],
  });
  const rows = [
    ["/", "{}"],
    ["/files/eager", "{}"],
    ["/files/late", "undefined"],
    ["/lazy", "undefined"],
    ["/post", "undefined"],
  ];
  for (const [path, data] of rows) assertEquals(await body(app, path!), `<b>${data}</b>`, path);
});

Deno.test("a handler's result that is neither response nor data is an error", async () => {
  const routes = [
    { handler: (() => undefined) as unknown as () => Response, component: Page },
    { handler: () => page(1) },
  ];
  for (const route of routes) {
    const [error] = await silenced("error", async () => {
      assertEquals((await request(new App().route("/", route), "/")).status, 500);
    });
    assertMatch(String(error), /^TypeError: A handler of \/ returned/);
  }
});

Deno.test("layouts surround pages from the inside out, the app wrapper all of them", async () => {
  const app = new App<State>()
    .appWrapper(() => <body>replaced</body>).appWrapper(Wrapper)
    .layout("*", Outer).layout("/in", Inner).layout("/alone", Inner, { skipInheritedLayouts: true })
    .layout("/bare", Inner, { skipAppWrapper: true })
    .layout("/bare/reset", Inner, { skipInheritedLayouts: true })
    .get("/rendered", (ctx) => ctx.render(<Page />))
    .get("/plain", (ctx) => ctx.render(<Page />, {}, { skipInheritedLayouts: true }));
  for (const path of ["/", "/in/x", "/alone", "/bare", "/bare/reset"]) {
    app.route(path, { component: Page });
  }
  app.route("/in/skip", { component: Page }, { skipInheritedLayouts: true });
  app.route("/none", {
    component: Page,
    config: { skipInheritedLayouts: true, skipAppWrapper: true },
  });
  const rows = [
    ["/", `[${OUTER_PAGE}]`],
    ["/rendered", `[${OUTER_PAGE}]`],
    ["/plain", "[page]"],
    ["/in/x", '[<u title="null"><i>page</i></u>]'],
    ["/in/skip", "[page]"],
    ["/alone", "[<i>page</i>]"],
    ["/bare", '<u title="null"><i>page</i></u>'],
    ["/bare/reset", "[<i>page</i>]"],
    ["/none", "page"],
  ];
  for (const [path, expected] of rows) assertEquals(await body(app, path!), expected, path);
});

Deno.test("an error page stands inside the layouts of its own place", async () => {
  const app = new App<State>().appWrapper(Wrapper)
    .layout("*", Outer).onError("*", { component: Page }).layout("/in", Inner)
    .get("/in/x", () => {
      throw new Error("x");
    });
  assertEquals(await body(app, "/in/x"), `[${OUTER_PAGE}]`);
  assertEquals(await body(app, "/unmatched"), `[${OUTER_PAGE}]`);
});

Deno.test("async components may wait, throw, or answer with a response", async () => {
  const app = new App<State>()
    .layout("*", Inner)
    .route("/", { component: async () => <p>{await Promise.resolve("late")}</p> })
    // deno-lint-ignore require-await -- async components are known by how they are declared
    .route("/out", { component: async () => new Response("as is", { status: 202 }) })
    .layout(
      "/guarded",
      async ({ state }) =>
        await Promise.resolve(state.user ? <i>in</i> : new Response("closed", { status: 401 })),
    )
    .route("/guarded", { component: Page });
  assertEquals(await body(app, "/"), "<i><p>late</p></i>");
  assertEquals(await ask(app, "/out"), "202 as is");
  assertEquals(await ask(app, "/guarded"), "401 closed");
});

Deno.test("a page gets what the context has", async () => {
  const app = new App().route("/n/:id", {
    component: ({ config, url, req, params, info, state, isPartial, error, route }: PageProps) => (
      <p>
        {JSON.stringify([
          config.mode,
          url.search,
          req.method,
          params,
          state,
          isPartial,
          error,
          route,
        ])}
        {typeof info.remoteAddr}
      </p>
    ),
  });
  assertStringIncludes(
    (await ask(app, "/n/1?q")).replaceAll("&quot;", '"'),
    '["production","?q","GET",{"id":"1"},{},false,null,"/n/:id"]object',
  );
});
