import { assertEquals } from "@std/assert";
import { browserTest, type BrowserTestOptions, type Page } from "../support/browser.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { PASSWORD } from "../support/visitor.ts";
import { addAppointment, register } from "./person.ts";

await build();

/** What goes wrong in a page shows in its console; a missing page is expected to. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  return complaints;
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
  await page.getByLabel("Email").fill("ada@example.org");
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
