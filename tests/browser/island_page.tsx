/** Our own islands in a page of their own, for the tests of what they do once they are alive. */
import { assertEquals } from "@std/assert";
import { App, csp, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { fileURLToPath } from "node:url";
import ConfirmButton from "@/islands/ConfirmButton.tsx";
import Flash from "@/islands/Flash.tsx";
import PasswordField from "@/islands/PasswordField.tsx";
import { Document } from "@/lib/ui/Document.tsx";
import { Shell } from "@/lib/ui/Shell.tsx";
import { browserTest, type BrowserTestOptions, type Page } from "../support/browser.ts";

function IslandPage() {
  const flash = (
    <>
      <Flash id="1" text="Saved." category="success" />
      <Flash id="2" text="By the way." category="info" />
      <Flash id="3" text="No!" category="error" />
    </>
  );
  return (
    <Document>
      <Shell user={null} path="/" mayRegister hasOutbox={false} flash={flash}>
        <h1>Islands</h1>
        <form action="/submitted">
          <PasswordField name="password" label="Password" autocomplete="new-password" />
          <ConfirmButton label="Delete" confirm="Really delete?" href="/asked" />
        </form>
      </Shell>
    </Document>
  );
}

/** A message with something to do in it, between two that are only read. */
function UndoPage() {
  return (
    <Document>
      <Shell
        user={null}
        path="/"
        mayRegister
        hasOutbox={false}
        flash={
          <>
            <Flash id="1" text="Saved." category="success" />
            <Flash id="2" text="Deleted." category="success">
              <form action="/submitted" class="flash-form">
                <button type="submit" class="button quiet">Undo</button>
              </form>
            </Flash>
            <Flash id="3" text="By the way." category="info" />
          </>
        }
      >
        <p>Nothing else</p>
      </Shell>
    </Document>
  );
}

function NextPage({ id }: { id: string }) {
  return (
    <Document>
      <p id={id}>The next page</p>
    </Document>
  );
}

async function servePage() {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const app = new App()
    .use(withoutUpgrade)
    .use(csp({ useNonce: true, csp: ["style-src 'self'"] }))
    .use(staticFiles())
    .get("/", (ctx) => ctx.render(<IslandPage />))
    .get("/undo", (ctx) => ctx.render(<UndoPage />))
    .get("/submitted", (ctx) => ctx.render(<NextPage id="submitted" />))
    .get("/asked", (ctx) => ctx.render(<NextPage id="asked" />));
  (await new Builder({ root }).build({ snapshot: "memory" }))(app);
  const server = Deno.serve({ port: 0, onListen() {} }, app.handler());
  return { origin: `http://localhost:${server.addr.port}`, close: () => server.shutdown() };
}

/** Chromium now and then takes it at its word on localhost, too, where nothing answers over https. */
async function withoutUpgrade(ctx: { next(): Promise<Response> }): Promise<Response> {
  const response = await ctx.next();
  const policy = response.headers.get("content-security-policy");
  const rest = policy?.replace(/;?\s*upgrade-insecure-requests/, "");
  if (rest) response.headers.set("content-security-policy", rest);
  return response;
}

let serving: ReturnType<typeof servePage> | undefined;
Deno.test.afterAll(async () => await (await serving)?.close());

/** A test of the page, with a clock that can be moved on; nothing may land in the console. */
export function islandTest(
  name: string,
  fn: (page: Page) => Promise<void>,
  options: BrowserTestOptions = {},
): void {
  browserTest(name, async (page) => {
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    serving ??= servePage();
    await page.clock.install();
    await page.goto((await serving).origin);
    if (options.javaScriptEnabled !== false) {
      await page.locator(".password-toggle:not([hidden])").waitFor();
      await page.locator(".flash-dismiss:not([hidden])").last().waitFor();
      await page.locator(".confirm button").waitFor();
    }
    await fn(page);
    assertEquals(complaints, []);
  }, options);
}

/** The messages that are shown, by id. */
export const flashes = (page: Page) =>
  page.locator("[data-flash]").evaluateAll((all) => all.map((one) => one.dataset.flash).join());
