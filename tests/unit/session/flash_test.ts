import { assertEquals, assertMatch } from "@std/assert";
import { flash, type FlashMessage, getFlashed } from "@/lib/session/mod.ts";
import { sessionApp } from "../../support/session_app.ts";

/** A visitor for whom one message waits. */
async function waiting() {
  const app = sessionApp();
  await app.visit((ctx) => (flash(ctx, "Saved."), ctx.redirect("/", 303)));
  return app;
}

Deno.test("a visitor for whom nothing waits gets no messages", async () => {
  const { visit } = sessionApp();
  assertEquals((await visit((ctx) => `${getFlashed(ctx).length}`)).text, "<p>0</p>");
});

Deno.test("who had nothing but a message has no cookie any more once it was shown", async () => {
  const { visit, visitor } = await waiting();
  assertEquals(visitor.cookies.size, 1);
  await visit((ctx) => getFlashed(ctx).join());
  assertEquals(visitor.cookies.size, 0);
});

Deno.test("a page that shows a message and then clears the session leaves nothing", async () => {
  const { visit, visitor } = await waiting();
  const { status } = await visit((ctx) => {
    const text = getFlashed(ctx).join();
    ctx.state.session.clear();
    return text;
  });
  assertEquals([status, visitor.cookies.size], [200, 0]);
});

Deno.test("where other values fill the cookie, the oldest messages give way instead of the page", async () => {
  const lines: unknown[] = [];
  const { visit } = sessionApp({ log: { info: (...line) => void lines.push(line) } });
  await visit(({ state }) => state.session.set("big", "x".repeat(2_500)));
  for (const text of ["first", "second", "third"]) {
    const answer = await visit((ctx) => {
      flash(ctx, text.padEnd(150, "."), "info");
      return ctx.redirect("/", 303);
    });
    assertEquals(answer.status, 303, answer.text);
  }
  assertEquals(lines, [["messages dropped", { count: 1 }]]);
  const { text } = await visit((ctx) => getFlashed(ctx).join(" "));
  assertEquals(text.match(/\w+(?=\.)/g), ["second", "third"]);
});

Deno.test("a cookie that is too small without any message is an error, and no message is said to be dropped", async () => {
  const lines: unknown[] = [];
  const { visit } = sessionApp({ log: { info: (...line) => void lines.push(line) } });
  const { status, text } = await visit((ctx) => {
    flash(ctx, "Saved.");
    ctx.state.session.set("big", "x".repeat(4_000));
  });
  assertEquals([status, lines], [500, []]);
  assertMatch(text, /^The session needs a cookie of \d{4} bytes/);
});

Deno.test("a message brings the button that it was given, and none when it was given none", async () => {
  const { visit } = sessionApp();
  const button = { label: "Undo", action: "/undo", fields: { id: "7" } };
  await visit((ctx) => {
    flash(ctx, "Deleted.", "success", button);
    flash(ctx, "Saved.");
    return ctx.redirect("/", 303);
  });
  const messages: FlashMessage[] = [];
  await visit((ctx) => {
    messages.push(...getFlashed(ctx, { withCategories: true }));
    return "shown";
  });
  const withoutIds = messages.map((message) => ({ ...message, id: "" }));
  assertEquals(withoutIds, [
    { id: "", text: "Deleted.", category: "success", button },
    { id: "", text: "Saved.", category: "info" },
  ]);
});
