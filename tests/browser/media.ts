/** What pages are like on paper, and in colours that were chosen. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "../support/browser.ts";
import { show, stops } from "./stops.ts";
import { browserTest } from "../support/browser.ts";

const stop = async (name: string) => (await stops()).find((each) => each.name === name)!;

/** What is for the screen alone. */
const NO_PAPER = "nav, form, button, .button, .flashes, .skip-link, .site-header, .site-footer";

const colours = (page: Page) =>
  page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.querySelector(".ticket-stub")!);
    return [color, backgroundColor];
  });

browserTest("on paper the book is black on white, and has nothing to press", async (page) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const name of ["list, with messages", "week", "month", "appointment"]) {
    await show(page, await stop(name));
    assertEquals(await page.locator(NO_PAPER).filter({ visible: true }).count(), 0, name);
    assert(await page.getByText("Cloakroom, as of 21 November 2026 at 09:15").isVisible(), name);
    assert(await page.getByRole("heading", { level: 1 }).isVisible(), name);
  }
  await show(page, await stop("list"));
  assertEquals(await colours(page), ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  assertEquals(
    await page.locator(".ticket").first().evaluate((e) => getComputedStyle(e).breakInside),
    "avoid",
  );
});

browserTest("a day is not torn apart where it fits on a sheet", async (page) => {
  await show(page, await stop("list"));
  await page.emulateMedia({ media: "print" });
  const rules = await page.locator(".day").evaluateAll((days) =>
    days.map((day) => getComputedStyle(day).breakInside)
  );
  assertEquals(new Set(rules), new Set(["avoid"]));
});

browserTest("nothing moves while a page loads", async (page) => {
  for (const name of ["home", "list, with messages", "sign in", "month"]) {
    await show(page, await stop(name));
    const shift = await page.evaluate(() =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            sum += (entry as unknown as { value: number }).value;
          }
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 100);
      })
    );
    assertEquals(shift, 0, name);
  }
});

browserTest("on a wall of screen no page is a strip of small letters", async (page) => {
  await show(page, await stop("list"));
  const [width, size] = await page.evaluate(() => [
    document.querySelector("main")!.clientWidth,
    parseFloat(getComputedStyle(document.documentElement).fontSize),
  ]);
  assert(width! > 1600 && size! > 24, `${width} of 3840, letters of ${size}`);
}, { viewport: { width: 3840, height: 2160 } });
