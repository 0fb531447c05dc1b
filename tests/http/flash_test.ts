import { assert, assertEquals, assertFalse } from "@std/assert";
import { flash, type FlashMessage, getFlashed } from "@/lib/session/mod.ts";
import { sessionApp, type State } from "../support/session_app.ts";

type Ctx = { state: State };
const read = (ctx: Ctx) => getFlashed(ctx).join(", ");

/** A visitor for whom these messages wait. */
async function waiting(...messages: [text: string, category?: string][]) {
  const app = sessionApp();
  await app.visit((ctx) => {
    for (const [text, category] of messages) flash(ctx, text, category);
    return ctx.redirect("/", 303);
  });
  return app;
}

Deno.test("a message is shown once", async () => {
  const { visit } = await waiting(["Saved."]);
  assertEquals((await visit(read)).text, "<p>Saved.</p>");
  assertEquals((await visit(read)).text, "<p></p>");
});

Deno.test("messages from several redirects are shown together, in order", async () => {
  const { visit } = await waiting(["One."]);
  await visit((ctx) => (flash(ctx, "Two."), ctx.redirect("/", 303)));
  assertEquals((await visit(read)).text, "<p>One., Two.</p>");
});

Deno.test("a message can be shown by the very page that makes it", async () => {
  const { visit } = sessionApp();
  assertEquals((await visit((ctx) => (flash(ctx, "Now."), read(ctx)))).text, "<p>Now.</p>");
  assertEquals((await visit(read)).text, "<p></p>");
});

const HTML = { "content-type": "text/html" };
const NOT_SHOWN: Record<string, [does: (ctx: Ctx) => Response | string, init?: RequestInit]> = {
  "a redirect": [(ctx) => (read(ctx), new Response(null, { status: 303, headers: HTML }))],
  "an answer without news": [
    (ctx) => (read(ctx), new Response(null, { status: 304, headers: HTML })),
  ],
  "JSON": [(ctx) => (read(ctx), Response.json({}))],
  "a HEAD request": [read, { method: "HEAD" }],
  "a prefetch": [read, { headers: { "sec-purpose": "prefetch;prerender" } }],
  "a page that does not read it": [() => "nothing"],
  "an error before rendering": [(ctx) => {
    read(ctx);
    throw new Error("broken");
  }],
};

for (const [name, [does, init]] of Object.entries(NOT_SHOWN)) {
  Deno.test(`${name} does not use up a message`, async () => {
    const { visit } = await waiting(["Saved."]);
    await visit(does, "/", init);
    assertEquals((await visit(read)).text, "<p>Saved.</p>");
  });
}

Deno.test("a filtered read leaves the other categories for later", async () => {
  const { visit } = await waiting(["Bad.", "error"], ["Good.", "success"], ["Well."]);
  const errors = await visit((ctx) => getFlashed(ctx, { categories: ["error"] }).join(", "));
  assertEquals(errors.text, "<p>Bad.</p>");
  assertEquals((await visit(read)).text, "<p>Good., Well.</p>");
});

Deno.test("a message has an id of its own, its text and its category", async () => {
  const { visit } = await waiting(["Well."], ["Good.", "success"]);
  let messages: FlashMessage[] = [];
  await visit((ctx) => void (messages = getFlashed(ctx, { withCategories: true })));
  assertEquals(messages.map(({ text, category }) => [text, category]), [
    ["Well.", "info"],
    ["Good.", "success"],
  ]);
  assert(messages[0]!.id !== messages[1]!.id);
});

Deno.test("reading twice on one page gives the messages twice", async () => {
  const { visit } = await waiting(["Saved."]);
  assertEquals((await visit((ctx) => read(ctx) + read(ctx))).text, "<p>Saved.Saved.</p>");
});

Deno.test("the queue is bounded: the oldest messages give way, and long ones are cut", async () => {
  const { visit } = await waiting(...Array.from({ length: 12 }, (_, i): [string] => [`m${i}`]));
  assertEquals((await visit(read)).text, "<p>m4, m5, m6, m7, m8, m9, m10, m11</p>");
  await visit((ctx) => (flash(ctx, "x".repeat(5000)), ctx.redirect("/")));
  assertEquals((await visit((ctx) => `${read(ctx).length}`)).text, "<p>300</p>");
});

Deno.test("messages in any script fit into the cookie: the oldest give way to the bytes, too", async () => {
  const { visit } = await waiting(
    ...Array.from({ length: 8 }, (_, i): [string] => [`${i}${"漢".repeat(299)}`]),
  );
  const { status, text } = await visit((ctx) => `${getFlashed(ctx).length}`);
  assertEquals([status, text], [200, "<p>1</p>"]);
});

Deno.test("a long message is cut between characters, never through one", async () => {
  const { visit } = await waiting(["🧥".repeat(400)]);
  assertEquals((await visit(read)).text, `<p>${"🧥".repeat(300)}</p>`);
});

Deno.test("messages that had to give way are counted in the log, in one line a request", async () => {
  const lines: unknown[] = [];
  const { visit } = sessionApp({ log: { info: (event, fields) => lines.push([event, fields]) } });
  await visit((ctx) => {
    for (let i = 0; i < 8; i++) flash(ctx, `${i}`);
    return ctx.redirect("/");
  });
  assertEquals(lines, []);
  await visit((ctx) => {
    for (let i = 0; i < 3; i++) flash(ctx, `${i}`);
    return ctx.redirect("/");
  });
  assertEquals(lines, [["messages dropped", { count: 3 }]]);
});

Deno.test("looking for messages where none wait changes nothing", async () => {
  const { visit } = sessionApp();
  assertFalse((await visit(read)).headers.has("set-cookie"));
});
