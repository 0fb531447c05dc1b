/** The app in this very process, for tests in a browser that need its clock or are many. */
import { type TestApp, testApp } from "../support/app.ts";
import {
  type BrowserContext,
  browserTest,
  type BrowserTestOptions,
  type Page,
} from "../support/browser.ts";
import { freePort } from "../support/process.ts";

export interface Served {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly origin: string;
  readonly app: TestApp;
}

/** A test with an app of its own, whose clock stands still. */
export function servedTest(
  name: string,
  fn: (served: Served) => Promise<void>,
  options: BrowserTestOptions = {},
): void {
  browserTest(name, async (page, context) => {
    const port = freePort();
    await using app = await testApp({ PORT: String(port) });
    const server = Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, app.handler);
    try {
      await fn({ page, context, app, origin: `http://localhost:${port}` });
    } finally {
      await context.close(); // what is on its way would keep the server
      await server.shutdown();
    }
  }, options);
}
