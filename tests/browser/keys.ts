/** What somebody does who has no mouse: everything is reached by Tab, and pressed or typed. */
import { assert } from "@std/assert";
import type { Locator, Page } from "../support/browser.ts";

/** More stops than any page has. */
const MAX_STOPS = 150;

/** Goes on by Tab until the target has the focus, and insists that it can be seen to have it. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const element = (await target.elementHandle())!;
  for (let stops = 0; stops < MAX_STOPS; stops++) {
    if (await element.evaluate((element) => element === document.activeElement)) {
      assert(await element.evaluate(showsFocus), `${target} does not show that it has the focus`);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${target} cannot be reached by Tab`);
}

/** A ring around the element, or around what it stretches over. */
function showsFocus(element: Element): boolean {
  const hasRing = ({ outlineStyle, outlineWidth, boxShadow }: CSSStyleDeclaration) =>
    (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  return hasRing(getComputedStyle(element)) || hasRing(getComputedStyle(element, "::after"));
}

/** A link or a button. */
export async function press(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press("Enter");
}

/** A box to tick. */
export async function tick(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press("Space");
}

/** Types into a field, over what is there. */
export async function type(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Types a date and a time as browsers with American dates ask for them: `11232026`, `0930AM`. */
export async function typeTime(page: Page, target: Locator, date: string, time: string) {
  await reach(page, target);
  await page.keyboard.type(date + time);
}
