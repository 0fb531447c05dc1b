/** What the types refuse; `deno check` reports an expected error that does not come. */
import { App, createDefine, type Middleware, page, type PageProps } from "fresh";

interface State {
  user: string;
}
const define = createDefine<State>();
const handler = define.handlers({
  GET: () => page({ title: "a" }),
  POST: () => new Response(),
});

Deno.test("a page may only use the data that its handlers give", () => {
  define.page<typeof handler>(({ data }) => <p>{data.title}</p>);
  // @ts-expect-error -- there is no such data
  define.page<typeof handler>(({ data }) => <p>{data.name}</p>);
  // @ts-expect-error -- the title is no number
  define.page<typeof handler>(({ data }: PageProps<{ title: number }, State>) => data.title);
});

Deno.test("handlers, pages, layouts and middlewares may only use the app's state", () => {
  define.middleware((ctx) => (ctx.state.user = "Ada", ctx.next()));
  // @ts-expect-error -- a user is text
  define.middleware((ctx) => (ctx.state.user = 1, ctx.next()));
  // @ts-expect-error -- there is no such state
  define.handlers({ GET: (ctx) => ctx.text(ctx.state.name) });
  // @ts-expect-error -- there is no such state
  define.page(({ state }) => <p>{state.name}</p>);
  // @ts-expect-error -- there is no such state
  define.layout(({ state, Component }) => <p title={state.name}>{<Component />}</p>);
});

Deno.test("an app takes only what suits its state", () => {
  const other: Middleware<{ count: number }> = (ctx) => ctx.text(String(ctx.state.count));
  const app = new App<State>().use((ctx) => ctx.text(ctx.state.user));
  // @ts-expect-error -- written for another state
  app.use(other);
  // @ts-expect-error -- written for another state
  app.get("/", other);
  // @ts-expect-error -- written for another state
  app.route("/", { handler: { GET: other } });
});

Deno.test("handlers return responses or page data, and have known methods", () => {
  // @ts-expect-error -- text is no answer
  define.handlers({ GET: () => "text" });
  // @ts-expect-error -- no request has this method
  define.handlers({ FETCH: () => new Response() });
});
