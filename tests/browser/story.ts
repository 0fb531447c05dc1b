import { assert, assertEquals } from "@std/assert";
import { browserTest, type BrowserTestOptions, type Page } from "../support/browser.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { PASSWORD } from "../support/visitor.ts";

await build();

/** What goes wrong in a page shows in its console; a missing page is expected to. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  return complaints;
}

async function register(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.getByRole("main").getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(`${origin}/appointments`);
}

async function addAppointment(page: Page, title: string): Promise<void> {
  await page.getByRole("link", { name: "New appointment" }).first().click();
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Starts").fill("2099-01-05T09:30");
  await page.getByLabel("Ends").fill("2099-01-05T10:00");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Your appointment is saved.").waitFor();
}

async function story(page: Page, folder: string, port: number): Promise<void> {
  const complaints = complaintsOf(page);
  const origin = `http://localhost:${port}`;
  const first = await new AppProcess(folder, port).ready();
  await register(page, origin);
  await page.getByText("Welcome, Ada. Your account is ready.").waitFor();
  assertEquals(await page.locator("[data-user]").textContent(), "Ada");

  await addAppointment(page, "Dentist <script>alert(1)</script>");
  await page.getByText("Dentist <script>alert(1)</script>").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("You are signed out.").waitFor();
  await page.goto(`${origin}/appointments`);
  assertEquals(new URL(page.url()).search, "?next=%2Fappointments");
  assertEquals(await first.stop(), 0);

  await using _second = await new AppProcess(folder, port).ready();
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${origin}/appointments`);
  await page.getByText("Dentist <script>alert(1)</script>").waitFor();
  assertEquals(complaints, []);
}

const WAYS: Record<string, BrowserTestOptions> = {
  "in a browser": {},
  "without JavaScript": { javaScriptEnabled: false },
  "on a phone, in the dark": { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
};

for (const [way, options] of Object.entries(WAYS)) {
  browserTest(
    `a person registers, keeps an appointment, and finds it after a restart, ${way}`,
    (page) => inNewFolder((folder) => story(page, folder, freePort())),
    options,
  );
}

browserTest(
  "a refused form brings the focus to what is wrong, and keeps what was typed",
  (page) =>
    inNewFolder(async (folder) => {
      const port = freePort();
      await using _app = await new AppProcess(folder, port).ready();
      await register(page, `http://localhost:${port}`);
      await page.goto(`http://localhost:${port}/appointments/new`);
      await page.getByLabel("Title").fill("Backwards");
      await page.getByLabel("Starts").fill("2099-01-05T09:30");
      await page.getByLabel("Ends").fill("2099-01-05T09:00");
      await page.getByRole("button", { name: "Save" }).click();
      const summary = page.getByRole("alert");
      await summary.waitFor();
      assert(await summary.evaluate((element) => element.contains(document.activeElement)));
      assertEquals(await page.getByLabel("Title").inputValue(), "Backwards");
      await summary.getByRole("link").click();
      assertEquals(await page.evaluate(() => document.activeElement?.id), "ends_at");
    }),
);

browserTest(
  "after signing out, Back shows nothing of what was private",
  (page) =>
    inNewFolder(async (folder) => {
      const port = freePort();
      await using _app = await new AppProcess(folder, port).ready();
      await register(page, `http://localhost:${port}`);
      await addAppointment(page, "Private matter");
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByText("You are signed out.").waitFor();
      await page.goBack();
      await page.waitForLoadState();
      assertEquals(await page.getByText("Private matter").count(), 0);
    }),
);
