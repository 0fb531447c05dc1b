import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";

Deno.test("a refused form says why, on a page", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const { status, text } = await visitor.post("/login", { email: "a@b.example" });
  assertEquals(status, 403);
  assertStringIncludes(text, "without its security token");
  assertMatch(text, /<a(?=[^>]* href="\/login")[^>]*>Open the form again<\/a>/);
});

Deno.test("a refused form does not look as if its sender were signed out", async () => {
  await using app = await testApp();
  const ada = app.visitor();
  await ada.register("Ada");
  for (const fields of [{ title: "x" }, { title: "x".repeat(70_000) }]) {
    const { status, text } = await ada.post("/appointments/new", fields);
    assert(status === 403 || status === 413);
    assertStringIncludes(text, " data-user");
  }
});

Deno.test("a form that is too large, or no form, is refused on a page", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const big = await visitor.post("/login", { email: "x".repeat(70_000) });
  assertEquals(big.status, 413);
  assertStringIncludes(big.text, "64 KB");
});

Deno.test("when the database fails, the page says so without a detail, and the log has them all", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.register("Ada");
  await app.db.schema.dropTable("appointments").execute();
  const { status, text, headers } = await visitor.get("/appointments");
  const id = headers.get("x-request-id")!;
  assertEquals(status, 500);
  assertStringIncludes(text, "Something went wrong");
  assertStringIncludes(text, id);
  assertFalse(/sqlite|no such table|\.tsx?:/i.test(text));
  const line = app.lines.find((line) => line.includes('"event":"failed"'))!;
  assertStringIncludes(line, id);
  assertMatch(line, /SqliteError|sqlite/i);
});

Deno.test("when nobody can be recognised, nobody is, and the page still stands", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.register("Ada");
  await app.db.schema.alterTable("sessions").renameTo("away").execute();
  const { status, text } = await visitor.get("/");
  assertEquals(status, 500);
  assertFalse(text.includes("data-user"));
  await app.db.schema.alterTable("away").renameTo("sessions").execute();
  assertEquals(await visitor.name(), "Ada", "the trouble has signed nobody out");
});
