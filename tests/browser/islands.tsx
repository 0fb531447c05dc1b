/** Our own islands in a page of their own: what they do once they are alive. */
import { assert, assertEquals } from "@std/assert";
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
      <Shell user={null} path="/" csrfToken={null} mayRegister flash={flash}>
        <form action="/submitted">
          <PasswordField name="password" label="Password" autocomplete="new-password" />
          <ConfirmButton label="Delete" confirm="Really delete?" />
        </form>
      </Shell>
    </Document>
  );
}

function SubmittedPage() {
  return (
    <Document>
      <p id="submitted">Submitted</p>
    </Document>
  );
}

async function servePage() {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const app = new App()
    .use(csp({ useNonce: true, csp: ["style-src 'self'"] }))
    .use(staticFiles())
    .get("/", (ctx) => ctx.render(<IslandPage />))
    .get("/submitted", (ctx) => ctx.render(<SubmittedPage />));
  (await new Builder({ root }).build({ snapshot: "memory" }))(app);
  const server = Deno.serve({ port: 0, onListen() {} }, app.handler());
  return { origin: `http://localhost:${server.addr.port}`, close: () => server.shutdown() };
}

let serving: ReturnType<typeof servePage> | undefined;
Deno.test.afterAll(async () => await (await serving)?.close());

/** A test of the page, with a clock that can be moved on; nothing may land in the console. */
function islandTest(
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
    }
    await fn(page);
    assertEquals(complaints, []);
  }, options);
}

const flashes = (page: Page) =>
  page.locator("[data-flash]").evaluateAll((all) => all.map((one) => one.dataset.flash).join());
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

islandTest("a password is shown on demand and hidden again before it is sent", async (page) => {
  const input = page.locator("#password");
  await input.fill("correct horse");
  const show = page.getByRole("button", { name: "Show password" });
  await show.click();
  assertEquals(await input.getAttribute("type"), "text");
  const hide = page.getByRole("button", { name: "Hide password", pressed: true });
  assertEquals(await hide.count(), 1);
  await page.evaluate("document.forms[0].addEventListener('submit', (e) => e.preventDefault())");
  await input.press("Enter");
  await page.getByRole("button", { name: "Really delete?" }).waitFor();
  await page.clock.runFor(1000);
  await page.getByRole("button", { name: "Really delete?" }).click();
  await show.waitFor();
  assertEquals([await input.getAttribute("type"), await input.inputValue()], [
    "password",
    "correct horse",
  ]);
});

const confirmButton = (page: Page) => page.locator(".confirm button").first();
const cancelButton = (page: Page) => page.getByRole("button", { name: "Cancel" });

islandTest(
  "a button that asks submits at the second press, not at a double click",
  async (page) => {
    await confirmButton(page).dblclick();
    assertEquals(await confirmButton(page).textContent(), "Really delete?");
    assertEquals(await page.locator("#submitted").count(), 0);
    await page.clock.runFor(1000);
    await confirmButton(page).click();
    await page.locator("#submitted").waitFor();
  },
);

islandTest("the question is taken back by Cancel, by Escape, and in time", async (page) => {
  const takeBack = [
    () => cancelButton(page).click(),
    () => page.keyboard.press("Escape"),
    () => page.clock.runFor(6100),
  ];
  for (const act of takeBack) {
    await confirmButton(page).click();
    await cancelButton(page).focus();
    await act();
    await cancelButton(page).waitFor({ state: "detached" });
    assertEquals(await confirmButton(page).textContent(), "Delete");
    assert(await confirmButton(page).evaluate((button) => button === document.activeElement));
  }
  assertEquals(await flashes(page), "1,2,3", "Escape was for the question alone");
});

islandTest("without JavaScript all is readable, nothing waits, and forms submit", async (page) => {
  assertEquals(await flashes(page), "1,2,3");
  assertEquals(await page.locator(".flash-dismiss:visible, .password-toggle:visible").count(), 0);
  await page.locator("#password").fill("correct horse");
  await confirmButton(page).click();
  await page.locator("#submitted").waitFor();
}, { javaScriptEnabled: false });
