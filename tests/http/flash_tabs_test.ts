import { assertEquals } from "@std/assert";
import { flash, getFlashed } from "@/lib/session/mod.ts";
import { fc } from "../support/fast_check.ts";
import { sessionApp } from "../support/session_app.ts";

/** What a tab may do: leave a message behind and be redirected, or show a page, perhaps of one category only. */
type Visit = { adds: "info" | "error" } | { shows: "all" | "error" };

const visits = fc.array(fc.constantFrom<Visit>(
  { adds: "info" },
  { adds: "error" },
  { shows: "all" },
  { shows: "error" },
));

/** One browser whose tabs take turns. Returns what was added and what was shown, in order. */
async function takeTurns(all: readonly Visit[]) {
  const { visit } = sessionApp();
  const [added, shown]: [string[], string[]] = [[], []];
  const show = (categories?: string[]) =>
    visit((ctx) => {
      shown.push(...getFlashed(ctx, { categories }));
      return "page";
    });
  for (const [index, one] of all.entries()) {
    if ("adds" in one) {
      added.push(`${index}`);
      await visit((ctx) => (flash(ctx, `${index}`, one.adds), ctx.redirect("/", 303)));
    } else await show(one.shows === "all" ? undefined : ["error"]);
    if (added.length - shown.length >= 7) await show(); // the queue is bounded, which is another test
  }
  await show();
  return { added, shown };
}

Deno.test("whatever two tabs do in turn, no message is lost and none is shown twice", () =>
  fc.assert(fc.asyncProperty(visits, async (all) => {
    const { added, shown } = await takeTurns(all);
    assertEquals(shown.toSorted(), added.toSorted());
  })));

/** Two tabs ask at the same time: both requests carry the same cookie, and the second answer arrives last. */
async function atTheSameTime(first: Parameters<Visits>[0], second: Parameters<Visits>[0]) {
  const { visit, visitor } = sessionApp();
  await visit((ctx) => (flash(ctx, "Waiting."), ctx.redirect("/", 303)));
  const cookie = `session=${visitor.cookies.get("session")}`;
  const answers = [
    await visit(first, "/", { headers: { cookie } }),
    await visit(second, "/", { headers: { cookie } }),
  ];
  const later = await visit((ctx) => getFlashed(ctx).join(", "));
  return [...answers, later].map(({ text }) => text.replace(/<\/?p>/g, ""));
}

type Visits = ReturnType<typeof sessionApp>["visit"];
type Ctx = Parameters<Parameters<Visits>[0]>[0];
const show = (ctx: Ctx) => getFlashed(ctx).join(", ");
const add = (ctx: Ctx) => {
  flash(ctx, "New.");
  return ctx.redirect("/", 303);
};

Deno.test("the limit: two pages that load at the same time both show a message", async () => {
  assertEquals(await atTheSameTime(show, show), ["Waiting.", "Waiting.", ""]);
});

Deno.test("the limit: of two requests at the same time, the answer that arrives last decides what waits", async () => {
  assertEquals(await atTheSameTime(add, show), ["", "Waiting.", ""], "the new message is lost");
  assertEquals(await atTheSameTime(show, add), ["Waiting.", "", "Waiting., New."]);
});

Deno.test("a request under way that does not touch the session takes no message with it", async () => {
  assertEquals(await atTheSameTime(add, () => "untouched"), ["", "untouched", "Waiting., New."]);
});
