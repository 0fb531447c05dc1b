/** What people do with one appointment, with and without JavaScript. */
import { assertEquals } from "@std/assert";
import { appTest } from "./app.ts";
import { addAppointment, register } from "./person.ts";

for (const javaScriptEnabled of [true, false]) {
  const way = javaScriptEnabled ? "in a browser" : "without JavaScript";

  appTest(
    `who edits in two tabs is told in the second, and decides, ${way}`,
    async (page, origin) => {
      await register(page, origin);
      await addAppointment(page, "Dentist");
      await page.getByRole("link", { name: "Dentist" }).click();
      await page.getByRole("link", { name: "Edit" }).click();
      await page.getByRole("heading", { name: "Edit appointment" }).waitFor();
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.getByLabel("Title").fill("Barber");
      await other.getByRole("button", { name: "Save" }).click();
      await other.getByText("Your appointment is saved.").waitFor();

      await page.getByLabel("Title").fill("Surgeon");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { name: "This was changed meanwhile" }).waitFor();
      assertEquals(await page.locator("td").allInnerTexts(), ["Barber", "Surgeon"]);
      await page.getByRole("button", { name: "Save mine" }).click();
      await page.getByRole("heading", { name: "Surgeon" }).waitFor();
    },
    { javaScriptEnabled },
  );

  appTest(
    `a copy is another appointment, and at the same time it warns, ${way}`,
    async (page, origin) => {
      await register(page, origin);
      await addAppointment(page, "Dentist");
      await page.getByRole("link", { name: "Dentist" }).click();
      await page.getByRole("link", { name: "Duplicate" }).click();
      await page.getByText("This is a copy of “Dentist”. It is not saved yet.").waitFor();
      await page.getByLabel("Title").fill("Barber");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("It overlaps with “Dentist”").waitFor();
      await page.getByRole("link", { name: "Barber" }).click();
      await page.getByRole("heading", { name: "Also in your book at the same time" }).waitFor();
      await page.getByRole("link", { name: "Dentist" }).click();
      await page.getByRole("heading", { name: "Dentist" }).waitFor();
    },
    { javaScriptEnabled },
  );
}
