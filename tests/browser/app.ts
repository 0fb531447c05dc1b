/** Browser tests of the app itself. */
import {
  type BrowserContext,
  browserTest,
  type BrowserTestOptions,
  type Page,
} from "../support/browser.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";

await build();

/** A test with an app of its own, in a process of its own. */
export function appTest(
  name: string,
  fn: (page: Page, origin: string, context: BrowserContext) => Promise<void>,
  options: BrowserTestOptions = {},
): void {
  browserTest(name, (page, context) =>
    inNewFolder(async (folder) => {
      const port = freePort();
      await using _app = await new AppProcess(folder, port).ready();
      await fn(page, `http://localhost:${port}`, context);
    }), options);
}
