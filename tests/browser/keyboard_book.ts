/** What has to do with appointments, by keyboard alone. */
import { Buffer } from "node:buffer";
import type { TestApp } from "../support/app.ts";
import { add } from "../support/appointments.ts";
import { press, type, typeTime } from "./keys.ts";
import { button, EMAIL, field, link, register, send } from "./keyboard_person.ts";
import type { Served } from "./served.ts";

/** An appointment of next Monday, made without its form. */
async function addFor(app: TestApp, title: string): Promise<void> {
  const ada = app.visitor();
  await ada.login(EMAIL);
  await add(ada, { title });
}

/** An appointment from its making to its end, and back. */
export async function oneAppointment(served: Served): Promise<void> {
  const { page } = served;
  await register(served);
  await press(page, link(served, "New appointment").first());
  await type(page, field(served, "Title optional"), "Dentist");
  await typeTime(page, field(served, "Starts"), "11232026", "0930AM");
  await typeTime(page, field(served, "Ends"), "11232026", "1015AM");
  await press(page, button(served, "Save"));
  await page.getByText("Your appointment is saved.").waitFor();
  await press(page, link(served, "Dentist"));
  await press(page, link(served, "Edit"));
  await send(served, { "Title optional": "Barber" }, "Save");
  await page.getByRole("heading", { name: "Barber" }).waitFor();
  await press(page, link(served, "Duplicate"));
  await send(served, { "Title optional": "Barber again" }, "Save");
  await press(page, link(served, "Barber again").first());
  await deleteIt(served);
  await link(served, "Barber again").waitFor({ state: "detached" });
  await press(page, button(served, "Undo"));
  await page.getByText("Barber again").first().waitFor();
}

/** By the button that asks or, without JavaScript, by the page that asks. */
async function deleteIt(served: Served): Promise<void> {
  const { page } = served;
  const way = page.getByRole("main").getByText("Delete", { exact: true });
  await press(page, way);
  const really = page.getByRole("button", { name: "Really delete?" });
  const onPage = page.getByRole("heading", { name: "Delete this appointment?" });
  await really.or(onPage).waitFor();
  await new Promise((resume) => setTimeout(resume, 600)); // as long as it takes to read the question
  await press(page, await really.isVisible() ? really : button(served, "Delete"));
  await page.locator("[data-flash]", { hasText: "deleted" }).waitFor();
}

/** Through the book: found by a word, by the week and by the month. */
export async function wholeBook(served: Served): Promise<void> {
  const { page, app } = served;
  await register(served);
  await addFor(app, "Dentist");
  await press(page, link(served, "Past"));
  await page.getByRole("heading", { level: 1, name: "Past appointments" }).waitFor();
  await press(page, link(served, "See what is coming up"));
  await send(served, { "Search in title and location": "dent" }, "Search");
  await page.getByText("1 appointment found.").waitFor();
  await press(page, link(served, "Week"));
  await press(page, link(served, "Next week"));
  await page.getByRole("heading", { level: 1, name: /22.*28/ }).waitFor();
  await press(page, link(served, "Month"));
  await page.getByRole("heading", { level: 1, name: "November 2026" }).waitFor();
  await press(page, link(served, /Dentist/));
  await page.getByRole("heading", { level: 1, name: "Dentist" }).waitFor();
}

const FILE = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "PRODID:-//A test//EN",
  "BEGIN:VEVENT",
  "UID:1@a.example",
  "DTSTAMP:20261101T000000Z",
  "DTSTART:20261124T090000Z",
  "DTEND:20261124T100000Z",
  "SUMMARY:Choir",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n");

/** In from another calendar by a file, and out to others by a private address. */
export async function otherCalendars(served: Served): Promise<void> {
  const { page } = served;
  await register(served);
  await press(page, link(served, "import a file"));
  const chooser = page.waitForEvent("filechooser");
  await press(page, page.getByLabel("Calendar file"));
  const buffer = Buffer.from(`${FILE}\r\n`);
  await (await chooser).setFiles({ name: "choir.ics", mimeType: "text/calendar", buffer });
  await press(page, button(served, "See what is in it"));
  await press(page, button(served, "Import 1 appointment"));
  await page.locator("[data-flash]").waitFor();
  await page.goto(`${served.origin}/appointments`);
  await page.getByText("Choir").waitFor();
  await press(page, page.getByRole("link", { name: "Ada, your account" }));
  await press(page, link(served, "Calendar address").first());
  await press(page, button(served, "Make a private address"));
  await page.getByLabel("Your private address").waitFor();
  await press(page, button(served, "Stop sharing"));
  await page.getByText("Your private address has stopped.").waitFor();
}
