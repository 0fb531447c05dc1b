import { assert, assertEquals } from "@std/assert";
import { App, csp, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { browserTest, type BrowserTestOptions, type Page } from "../support/browser.ts";
import { fixtureProject } from "../support/fixture_project.ts";
import { islandProject } from "./island_project.ts";

type Mode = "production" | "development";

/** The pages of the project, with a strict policy for scripts. */
async function serveProject(mode: Mode) {
  const project = await fixtureProject(islandProject);
  const app = new App().use(csp({ useNonce: true })).use(staticFiles()).fsRoutes();
  const builder = new Builder({ root: project.root });
  const stop = new AbortController();
  const { promise: port, resolve } = Promise.withResolvers<number>();
  const onListen = (address: Deno.NetAddr) => resolve(address.port);
  const options = { signal: stop.signal, onListen };
  if (mode === "development") {
    await builder.listen(() => Promise.resolve({ app }), options);
  } else {
    (await builder.build({ snapshot: "memory" }))(app);
    await app.listen(options);
  }
  return {
    origin: `http://localhost:${await port}`,
    async close() {
      stop.abort();
      await project[Symbol.asyncDispose]();
    },
  };
}

const serving = new Map<Mode, ReturnType<typeof serveProject>>();
Deno.test.afterAll(async () => {
  for (const served of serving.values()) await (await served).close();
});

interface PageTestOptions extends BrowserTestOptions {
  /** What the page leaves in the browser's console. */
  expected?: string[];
  /** Default: production. */
  mode?: Mode;
}

/** A test of one page, which must leave nothing in the browser's console but what is `expected`. */
function pageTest(
  name: string,
  path: string,
  fn: (page: Page) => Promise<void>,
  { expected = [], mode = "production", ...options }: PageTestOptions = {},
): void {
  browserTest(name, async (page) => {
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    const served = serving.get(mode) ?? serveProject(mode);
    serving.set(mode, served);
    await page.goto((await served).origin + path);
    await fn(page);
    assertEquals(complaints, expected);
  }, options);
}

const texts = (page: Page, selector: string) => page.locator(selector).allTextContents();

pageTest("islands count on their own, from the props of the server", "/", async (page) => {
  const [first, second] = [page.locator("button").nth(0), page.locator("button").nth(1)];
  await first.click();
  await second.click();
  await second.click();
  assertEquals(await texts(page, "button"), ["4", "20"]);
});

pageTest("hydration keeps the elements that the server sent", "/", async (page) => {
  await page.locator("button").first().click();
  assert(await page.evaluate("before.length === 2 && before.every((node) => node.isConnected)"));
});

pageTest("the page can be read without JavaScript", "/", async (page) => {
  assertEquals(await texts(page, "button"), ["3", "0"]);
}, { javaScriptEnabled: false });

pageTest("props of every type arrive in the browser as they were", "/types", async (page) => {
  await page.waitForFunction("globalThis.values?.length === 21");
  const server = await page.locator("output").evaluateAll((outputs) =>
    outputs.map((output) => output.getAttribute("data-server"))
  );
  assertEquals(await texts(page, "output"), server);
});

pageTest("what two islands share stays one object", "/shared", async (page) => {
  await page.waitForFunction("globalThis.values?.length === 2");
  assert(await page.evaluate("values[0] === values[1]"));
});

pageTest("an island grows within its place among its neighbours", "/ranges", async (page) => {
  const button = (name: string, index: number) => page.getByText(name, { exact: true }).nth(index);
  await button("add", 0).click();
  await button("clear", 1).click();
  await button("add", 1).click();
  await button("add", 0).click();
  await button("add", 1).click();
  const shown = await texts(page, "main");
  assertEquals(shown, ["beforeaddclear123lateaddclear12after"]);
});

pageTest(
  "content handed to an island stays, and lives again after hiding",
  "/slots",
  async (page) => {
    assert(await page.locator("textarea").evaluate((field) => field === document.activeElement));
    const toggle = page.locator(".toggle").first();
    assertEquals(await toggle.innerHTML(), "<em>Open</em>");
    await page.getByText("5").click();
    assertEquals(await page.getByText("6").count(), 1);
    await toggle.click();
    assertEquals(await page.locator(".content").count(), 0);
    await toggle.click();
    assert(await page.locator("input").isDisabled());
    const mark = page.locator("mark");
    const attributes = ["draggable", "spellcheck", "translate", "inert", "title"];
    const values = await Promise.all(attributes.map((name) => mark.getAttribute(name)));
    assertEquals(values, ["false", "true", "no", "", "m"]);
    assertEquals(await texts(page, "p"), ["deep"]);
    await page.getByText("5").click();
    await page.getByText("Inner").click();
    assertEquals(await texts(page, "p"), []);
    assertEquals(await page.getByText("6").count(), 1);
  },
);

pageTest("content that was hidden on the server shows when asked for", "/slots", async (page) => {
  assertEquals(await page.locator(".parked").count(), 0);
  await page.getByText("Closed").click();
  assertEquals(await texts(page, ".parked"), ["parked", "deep"]);
  await page.getByText("7").click();
  assertEquals(await page.getByText("8").count(), 1);
});

pageTest("an island that breaks leaves the others working", "/broken", async (page) => {
  await page.locator("button").click();
  assertEquals(await texts(page, "button"), ["1"]);
}, { expected: ["broken"] });

pageTest("islands live in a development build too", "/slots", async (page) => {
  await page.getByText("5").click();
  assertEquals(await page.getByText("6").count(), 1);
  await page.getByText("Closed").click();
  assertEquals(await texts(page, ".parked"), ["parked", "deep"]);
}, { mode: "development" });
