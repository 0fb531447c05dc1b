import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { testApp } from "../support/app.ts";
import { LAB, set, words } from "../support/labs.ts";
import { withAda } from "../support/members.ts";

Deno.test("a value that is set is told on the next page, stays there, and can be taken out", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const { status, headers } = await set(visitor, "color", "blue");
  assertEquals([status, headers.get("location")], [303, LAB]);
  assertStringIncludes((await visitor.get(LAB)).text, "Set: “color” is now “blue” (text).");
  assertStringIncludes(words((await visitor.get(LAB)).text), "color Text blue");
  assertEquals((await visitor.submit(LAB, { key: "color", action: "pop" })).status, 303);
  const { text } = await visitor.get(LAB);
  assertStringIncludes(text, "Taken out: “color” was “blue” (text).");
  assertStringIncludes(text, "Nothing is set yet");
});

Deno.test("typed values stand there in words, and in the cookie as what they are", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await set(visitor, "due", "2026-05-04", { type: "date" });
  await set(visitor, "coats", "loden, trench", { type: "list" });
  await set(visitor, "hooks", "a = 1\r\nb = 2", { type: "map" });
  const page = words((await visitor.get(LAB)).text);
  assertStringIncludes(page, "due Date Monday 4 May 2026, 00:00:00 UTC");
  assertStringIncludes(page, "coats List 2 entries: loden, trench");
  assertStringIncludes(page, "hooks Map 2 entries: a → 1, b → 2");
  assertStringIncludes(page, `"due" => 2026-05-04T00:00:00.000Z`);
  assertStringIncludes(page, `"coats" => [ "loden", "trench" ]`);
});

Deno.test("markup in keys and values is text, wherever it is shown", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const bad = `"><script>alert(1)</script>`;
  await set(visitor, bad, bad);
  const shown = await visitor.get(LAB);
  assertStringIncludes(words(shown.text), `${bad} Text ${bad}`);
  const refused = await set(visitor, bad, bad, { type: bad });
  assertEquals(refused.status, 422);
  const flipped = await visitor.get(`${LAB}?flip=${encodeURIComponent(bad)}`);
  for (const { text } of [shown, refused, flipped]) assertNotMatch(text, /<script>alert/);
});

Deno.test("a refused value is answered 422, with what was typed and what is wrong", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const { status, text } = await set(visitor, "half", "one & a half", { type: "number" });
  assertEquals(status, 422);
  assertMatch(text, /<input(?=[^>]* name="key")[^>]* value="half"/);
  assertMatch(text, /<textarea(?=[^>]* aria-invalid="true")[^>]*>one &amp; a half</);
  assertMatch(text, /<option(?=[^>]* value="number")[^>]* selected/);
  assertMatch(text, /id="value-error"[^>]*>Please enter a number, such as/);
  const bad: Record<string, string>[] = [{ key: "x" }, { key: "x", action: "frob" }, {
    action: "pop",
  }];
  for (const fields of bad) {
    assertEquals((await visitor.submit(LAB, fields)).status, 422, JSON.stringify(fields));
  }
});

Deno.test("what does not fit into the cookie is refused with the figure, and nothing is lost", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await set(visitor, "a", "x".repeat(2000));
  const { status, text } = await set(visitor, "b", "y".repeat(2000));
  assertEquals(status, 422);
  assertMatch(text, /the cookie would take 5,\d{3} bytes\. 3,496 fit here/);
  const kept = (await visitor.get(LAB)).text;
  assertStringIncludes(kept, "x".repeat(2000));
  assert(!kept.includes("yyy"));
});

Deno.test("a filled session leaves the rest of the app in working order", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  let length = 2800;
  while ((await set(visitor, "a", "x".repeat(length))).status === 422) length -= 10;
  for (const path of [LAB, "/", "/appointments", `/login?next=/${"n".repeat(180)}`, LAB]) {
    assert((await visitor.get(path)).status < 400, path);
  }
  assertEquals((await visitor.register("Ada")).status, 303);
  assertEquals(await visitor.name(), "Ada");
});

Deno.test("clearing takes the lab's values and keeps the sign-in", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await set(ada, "_login", "mallory");
  await set(ada, "__proto__", "b");
  assertEquals((await ada.submit(LAB, { action: "clear" })).status, 303);
  const { text } = await ada.get(LAB);
  assertStringIncludes(text, "Cleared: 2 values are gone.");
  assertStringIncludes(text, "Nothing is set yet");
  assertEquals(await ada.name(), "Ada");
});

Deno.test("the labs are found from every page, and lead to each other", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  assertMatch((await visitor.get("/")).text, /<footer[^]*<a href="\/lab"/);
  const { text } = await visitor.get("/lab");
  for (const href of ["/lab/session", "/lab/cookies", "/lab/responses"]) {
    assertStringIncludes(text, `href="${href}"`);
    assertStringIncludes((await visitor.get(LAB)).text, `href="${href}"`);
  }
});
