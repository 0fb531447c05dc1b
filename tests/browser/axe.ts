/** What axe finds on all pages in all their states, once their scripts run. */
import { assert, assertEquals } from "@std/assert";
// deno-lint-ignore no-import-prefix -- only this test needs it
import axe from "npm:axe-core@^4.14";
import { browserTest, type Page } from "../support/browser.ts";
import { islandTest } from "./island_page.tsx";
import { show, stops } from "./stops.ts";

/** All rules but those that are experiments, best practices included. None needs files fetched a second time. */
const OPTIONS = { resultTypes: ["violations"], preload: false };

const RUN = `axe.run(document, ${JSON.stringify(OPTIONS)}).then(({ violations, passes }) => ({
  found: violations.map(({ id, nodes }) => id + ": " + nodes.map(({ target }) => target).join(", ")),
  count: passes.length,
}))`;

async function violations(page: Page): Promise<string[]> {
  const { found, count } = await page.evaluate(RUN) as { found: string[]; count: number };
  assert(count > 10, "axe has looked at next to nothing");
  return found;
}

const WAYS = {
  "on a screen": { size: { width: 1280, height: 800 }, colorScheme: "light" },
  "on the smallest phone, in the dark": { size: { width: 320, height: 640 }, colorScheme: "dark" },
} as const;

/** Each page is opened once: its media are changed under it, which takes less time. */
browserTest(
  "axe finds nothing on any page in any state, light and dark, wide and narrow",
  async (page) => {
    await page.addInitScript(axe.source);
    const found: string[] = [];
    for (const stop of await stops()) {
      await show(page, stop);
      for (const [way, { size, colorScheme }] of Object.entries(WAYS)) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" }); // or colours would be on their way
        if (await page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
          found.push(`${stop.name}, ${way}: wider than the screen`);
        }
        for (const each of await violations(page)) found.push(`${stop.name}, ${way}: ${each}`);
      }
    }
    assertEquals(found, []);
  },
);

islandTest("axe finds nothing where a button asks, and where a password is shown", async (page) => {
  await page.evaluate(axe.source);
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Show password" }).click();
  await page.getByRole("button", { name: "Really delete?" }).waitFor();
  await page.emulateMedia({ reducedMotion: "reduce" });
  assertEquals(await violations(page), []);
});
