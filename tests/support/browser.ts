/** Tests in a real browser, driven by Playwright. */
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
  // deno-lint-ignore no-import-prefix -- only browser tests need it, and only through this file
} from "npm:playwright-core@^1.65";

export type { BrowserContext, Locator, Page };

export interface BrowserTestOptions {
  /** Default: true. */
  javaScriptEnabled?: boolean;
  colorScheme?: "light" | "dark";
  /** Size of the page in CSS pixels. */
  viewport?: { width: number; height: number };
  /** Pixels of a screenshot for each CSS pixel. */
  deviceScaleFactor?: number;
  /** IANA name. */
  timezoneId?: string;
}

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const PROGRAM_FILES = Deno.env.get("PROGRAMFILES") ?? "C:\\Program Files";

/** Where Chromium and Chrome usually are. */
const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  `${PROGRAM_FILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${PROGRAM_FILES}\\Chromium\\Application\\chrome.exe`,
];

const executablePath = findBrowser();
let browser: Promise<Browser> | undefined;
let ignored = 0;

/**
 * Registers a test with a page of its own in a context of its own: no cookies, no cache. All tests
 * share one browser. Without a browser the test is ignored, but fails when `CI` is "true".
 */
export function browserTest(
  name: string,
  fn: (page: Page, context: BrowserContext) => Promise<void>,
  options: BrowserTestOptions = {},
): void {
  const ignore = executablePath === undefined;
  if (ignore) ignored++;
  // The browser outlives the test that happens to start it.
  Deno.test({ name, ignore, sanitizeOps: false, sanitizeResources: false, fn: run });

  async function run() {
    browser ??= chromium.launch({ executablePath, args: FLAGS });
    const context = await (await browser).newContext(options);
    try {
      await fn(await context.newPage(), context);
    } finally {
      await context.close();
    }
  }
}

/**
 * The browser of the tests, for other programs that drive one.
 *
 * @throws {Error} when there is none
 */
export function browserPath(): string {
  if (executablePath === undefined) {
    throw new Error("There is no Chromium here; CHROMIUM may name one.");
  }
  return executablePath;
}

function findBrowser(): string | undefined {
  const named = Deno.env.get("CHROMIUM");
  const found = (named ? [named] : USUAL_PLACES).find(isFile);
  if (found !== undefined) return found;
  if (named) throw new Error(`CHROMIUM names ${named}, but there is no such file`);
  if (Deno.env.get("CI") === "true") throw new Error("CI needs Chromium for the browser tests");
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

Deno.test.afterAll(async () => {
  await (await browser)?.close();
});

globalThis.addEventListener("unload", () => {
  if (ignored === 0) return;
  console.log(
    `${ignored} browser tests were ignored: install Chromium, ` +
      "or name a browser of its kind in the environment variable CHROMIUM.",
  );
});
