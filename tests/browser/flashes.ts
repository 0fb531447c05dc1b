/** What messages do in a browser. */
import { assert, assertEquals } from "@std/assert";
import type { Page } from "../support/browser.ts";
import { flashes, islandTest } from "./island_page.tsx";

const settle = (page: Page) => page.evaluate("new Promise(requestAnimationFrame)");
const focused = (page: Page) =>
  page.evaluate(`document.activeElement.closest("[data-flash]")?.dataset.flash ??
    document.activeElement.id`);
const dismiss = (page: Page, id: string) => page.locator(`[data-flash="${id}"] .flash-dismiss`);

islandTest("dismissing a message removes it and hands the focus to its neighbour", async (page) => {
  await dismiss(page, "2").click();
  assertEquals([await flashes(page), await focused(page)], ["1,3", "3"]);
  await dismiss(page, "3").press("Enter");
  assertEquals([await flashes(page), await focused(page)], ["1", "1"]);
  await dismiss(page, "1").click();
  assertEquals([await flashes(page), await focused(page)], ["", "main"]);
});

islandTest("Escape dismisses the newest message, one a press", async (page) => {
  await page.keyboard.press("Escape");
  assertEquals(await flashes(page), "1,2");
  await page.keyboard.press("Escape");
  assertEquals(await flashes(page), "1");
});

islandTest("Escape dismisses the message that has the focus", async (page) => {
  await dismiss(page, "1").focus();
  await page.keyboard.press("Escape");
  assertEquals([await flashes(page), await focused(page)], ["2,3", "2"]);
});

islandTest("Escape while typing leaves the focus where it is", async (page) => {
  await page.locator("#password").focus();
  await page.keyboard.press("Escape");
  assertEquals([await flashes(page), await focused(page)], ["1,2", "password"]);
});

islandTest("only success fades, after eight seconds, and nothing below moves", async (page) => {
  const top = () => page.locator("form").evaluate((form) => form.getBoundingClientRect().top);
  const before = await top();
  await page.clock.runFor(7900);
  assertEquals(await flashes(page), "1,2,3");
  await page.clock.runFor(600);
  assertEquals(await flashes(page), "2,3");
  assert(Math.abs(await top() - before) < 0.1, "less than anybody could see");
  await page.clock.runFor(60_000);
  assertEquals(await flashes(page), "2,3");
  await dismiss(page, "3").click();
  assert(await top() < before, "what is dismissed by hand gives its room back");
});

islandTest("the last message that fades leaves its room behind", async (page) => {
  const top = () => page.locator("form").evaluate((form) => form.getBoundingClientRect().top);
  await dismiss(page, "3").click();
  await dismiss(page, "2").click();
  await page.locator("#password").focus();
  await page.mouse.move(0, 0);
  const before = await top();
  await page.clock.runFor(9000);
  assertEquals(await flashes(page), "");
  assert(Math.abs(await top() - before) < 0.1, "less than anybody could see");
});

for (
  const [how, hold, release] of [
    [
      "hovered",
      (page: Page) => page.locator('[data-flash="1"]').hover(),
      (page: Page) => page.mouse.move(0, 0),
    ],
    [
      "focused",
      (page: Page) => dismiss(page, "1").focus(),
      (page: Page) => page.locator("#password").focus(),
    ],
  ] as const
) {
  islandTest(`success stays while it is ${how}, and its time starts anew`, async (page) => {
    await page.clock.runFor(7000);
    await hold(page);
    await settle(page);
    await page.clock.runFor(60_000);
    assertEquals(await flashes(page), "1,2,3");
    await release(page);
    await settle(page);
    await page.clock.runFor(7000);
    assertEquals(await flashes(page), "1,2,3");
    await page.clock.runFor(1500);
    assertEquals(await flashes(page), "2,3");
  });
}

const openUndo = async (page: Page) => {
  await page.goto(new URL("/undo", page.url()).href);
  await page.locator(".flash-dismiss:not([hidden])").last().waitFor();
};

islandTest("success with a button stays, however long it takes to want it", async (page) => {
  await openUndo(page);
  await page.clock.runFor(10_000);
  assertEquals(await flashes(page), "2,3", "only what is read and done with has faded");
  await page.clock.runFor(600_000);
  assertEquals(await flashes(page), "2,3");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator("#submitted").waitFor();
});

islandTest("the button of a message comes before the one to dismiss it", async (page) => {
  await openUndo(page);
  await dismiss(page, "1").focus();
  await page.keyboard.press("Tab");
  assertEquals(await page.evaluate("document.activeElement.textContent"), "Undo");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assertEquals([await flashes(page), await focused(page)], ["1,3", "3"]);
});

islandTest("without JavaScript the button of a message works all the same", async (page) => {
  await page.goto(new URL("/undo", page.url()).href);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await page.locator("#submitted").waitFor();
}, { javaScriptEnabled: false });
