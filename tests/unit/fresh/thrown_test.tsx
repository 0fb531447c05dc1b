import { App, HttpError, type PageProps } from "fresh";
import { assertEquals } from "@std/assert";
import { ask } from "./app_requests.ts";

const throwing = (): never => {
  throw new HttpError(410, "thrown");
};
const asyncThrowing = async () => {
  await Promise.resolve();
  return throwing();
};
const Inside = ({ Component }: PageProps) => <Component />;
const Page = () => <p>page</p>;

/** An app with one component of each kind, whose error route tells what it caught. */
function appOf({ page = Page, layout = Inside, wrapper = Inside }) {
  return new App()
    .onError("*", (ctx) => ctx.text(`caught ${(ctx.error as Error).message}`))
    .appWrapper(wrapper).layout("*", layout)
    .route("/", { component: page })
    .get("/rendered", (ctx) => ctx.render(<Page />));
}

for (const [kind, component] of [["a", throwing], ["an async", asyncThrowing]] as const) {
  const broken = component as typeof Page;

  Deno.test(`what ${kind} page throws reaches the error route`, async () => {
    assertEquals(await ask(appOf({ page: broken }), "/"), "200 caught thrown");
  });

  Deno.test(`what ${kind} layout or app wrapper throws reaches the error route`, async () => {
    for (const app of [appOf({ layout: broken }), appOf({ wrapper: broken })]) {
      assertEquals(await ask(app, "/"), "200 caught thrown");
      assertEquals(await ask(app, "/rendered"), "200 caught thrown");
    }
  });
}

Deno.test("what a component deep in a page throws reaches the error route", async () => {
  const Deep = () => <div>{throwing()}</div>;
  const page = () => (
    <p>
      <Deep />
    </p>
  );
  assertEquals(await ask(appOf({ page }), "/"), "200 caught thrown");
});

Deno.test("an error page that cannot be rendered gives way to the plain answer", async () => {
  const app = new App().onError("*", { component: throwing }).get("/", throwing);
  assertEquals(await ask(app, "/"), "410 thrown");
});
