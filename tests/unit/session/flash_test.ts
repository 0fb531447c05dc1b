import { assertEquals } from "@std/assert";
import { flash, getFlashed } from "@/lib/session/mod.ts";
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
