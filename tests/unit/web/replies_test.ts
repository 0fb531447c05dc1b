import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { App, type Context, HttpError } from "fresh";
import { createReplies } from "@/lib/web/replies.ts";

interface State {
  user: string;
}

const replies = createReplies<State>();

type Handlers = Parameters<typeof replies.handlers>[0];

/** An app with one route; what goes wrong there is thrown to the test. */
function visit(handlers: Handlers, method = "GET"): Promise<Response> {
  let problem: unknown;
  const app = new App<State>()
    .use(async (ctx: Context<State>) => {
      ctx.state.user = "Ada";
      try {
        return await ctx.next();
      } catch (error) {
        problem = error;
        return new Response();
      }
    })
    .route("/notes/:id", { handler: replies.handlers(handlers) });
  return app.handler()(new Request("http://localhost/notes/7", { method })).then((response) => {
    if (problem) throw problem;
    return response;
  });
}

Deno.test("a route returns a value, at once or later, and knows its request", async () => {
  const GET = ({ params, state }: Context<State>) => `${state.user} reads ${params.id}`;
  for (const handlers of [{ GET }, { GET: (ctx: Context<State>) => Promise.resolve(GET(ctx)) }]) {
    assertEquals(await (await visit(handlers)).text(), "Ada reads 7");
  }
});

Deno.test("each method has its own answer, and HEAD that of GET without its body", async () => {
  const handlers: Handlers = { GET: () => ["read", 203], POST: () => [{ made: true }, 201] };
  const post = await visit(handlers, "POST");
  assertEquals([post.status, await post.json()], [201, { made: true }]);
  const head = await visit(handlers, "HEAD");
  assertEquals([head.status, await head.text()], [203, ""]);
});

Deno.test("what is no answer is an error that names method and pattern", async () => {
  const handlers: Handlers = { GET: () => "a", POST: () => undefined as unknown as string };
  const error = await assertRejects(() => visit(handlers, "POST"), TypeError);
  assertStringIncludes(error.message, "POST /notes/:id returned nothing. A route returns a string");
});

Deno.test("what a route throws goes its way", async () => {
  const GET = () => {
    throw new HttpError(404);
  };
  assertEquals((await assertRejects(() => visit({ GET }), HttpError)).status, 404);
});

Deno.test("the types take what a route may return", () => {
  interface Note {
    id: string;
    title?: string;
  }
  const note: Note = { id: "7" };
  replies.handlers({ GET: () => new TextEncoder().encode("a"), PUT: () => new Blob([]) });
  replies.handlers({ GET: () => note, PUT: async () => await Promise.resolve([note, note]) });
  replies.handlers({ GET: () => [], PUT: () => [1, "a"], POST: () => [null] });
  replies.handlers({ GET: () => ["a", 201], PUT: () => ["a", "404 Not Found"] });
  replies.handlers({ GET: () => ["a", { "x-a": "b" }], PUT: () => ["a", [["x-a", "b"]]] });
  replies.handlers({ GET: () => [note, undefined, new Headers()], PUT: () => [["a"], 201] });
  replies.handlers({ GET: () => Response.json(1), PUT: () => [new Response(), 201] });
  replies.handlers({ GET: () => ReadableStream.from(["a"]) });
  replies.handlers({
    *GET() {
      yield "a";
    },
    async *PUT() {
      yield await Promise.resolve(new Uint8Array(1));
    },
    PATCH: ({ params }) => params.id ? note : [{ error: "not here" }, 404],
    DELETE: () => {
      throw new HttpError(403);
    },
  });
});

Deno.test("the types refuse what a route may not return", () => {
  // @ts-expect-error -- nothing is no answer
  replies.handlers({ GET: () => {} });
  // @ts-expect-error -- nor is it later
  replies.handlers({ GET: async () => await Promise.resolve() });
  // @ts-expect-error -- a value that may be missing
  replies.handlers({ GET: () => ["a"].at(1)?.toString() });
  // @ts-expect-error -- nor null
  replies.handlers({ GET: () => null });
  // @ts-expect-error -- a boolean says nothing
  replies.handlers({ GET: () => true });
  // @ts-expect-error -- nor does it later
  replies.handlers({ GET: async () => await Promise.resolve(false) });
  // @ts-expect-error -- a lone number could be a status or a body
  replies.handlers({ GET: () => 404 });
  // @ts-expect-error -- a list of text would be a tuple
  replies.handlers({ GET: () => ["Ada", "Bo"] });
  // @ts-expect-error -- a tuple has two or three parts
  replies.handlers({ GET: () => ["a"] });
  // @ts-expect-error -- as above
  replies.handlers({ GET: () => ["a", 200, {}, 1] });
  // @ts-expect-error -- JSON has no maps
  replies.handlers({ GET: () => new Map() });
  // @ts-expect-error -- was it to be called?
  replies.handlers({ GET: () => () => "a" });
  // @ts-expect-error -- no request has this method
  replies.handlers({ FETCH: () => "a" });
  // @ts-expect-error -- there is no such state
  replies.handlers({ GET: ({ state }) => state.name });
});
