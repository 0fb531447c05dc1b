import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";

Deno.test("a person registers, keeps an appointment, signs out, and finds it again", async () => {
  await using app = await testApp();
  const ada = app.visitor();

  const registered = await ada.register("Ada");
  assertEquals(registered.status, 303);
  assertEquals(registered.headers.get("location"), "/appointments");
  const welcome = await ada.get("/appointments");
  assertStringIncludes(welcome.text, "Welcome, Ada.");
  assertMatch(welcome.text, /data-flash="[\w-]+"/);
  assertStringIncludes(welcome.text, "Nothing is coming up");

  const saved = await ada.submit("/appointments/new", {
    title: "Dentist",
    starts_at: "2026-11-23T09:30",
    ends_at: "2026-11-23T10:15",
    location: "High Street 4",
    description: "Bring the old X-rays",
  });
  assertEquals(saved.status, 303);
  const list = await ada.get("/appointments");
  assertStringIncludes(list.text, "Your appointment is saved.");
  assertStringIncludes(list.text, "Dentist");
  assertStringIncludes(list.text, "Monday, 23 November 2026");
  assertStringIncludes(list.text, "45 minutes");

  assertEquals((await ada.logout()).headers.get("location"), "/");
  assertEquals(await ada.name(), null);
  app.wait(86_400);
  assertEquals((await ada.login("ada@example.org")).status, 303);
  assertStringIncludes((await ada.get("/appointments")).text, "Dentist");
});
