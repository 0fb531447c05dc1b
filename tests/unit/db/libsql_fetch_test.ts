import { assertEquals, assertRejects } from "@std/assert";
import { DatabaseUnavailable } from "@/lib/database_trouble.ts";
import { hranaFetch } from "@/lib/db/libsql_fetch.ts";

const PIPELINE = "https://book.example/v2/pipeline";

/** What a server was asked, and what it answers each time. */
function server(...answers: (Response | (() => Response | Promise<Response>))[]) {
  const asked: { stmt?: unknown; batch?: unknown }[][] = [];
  const fetch = hranaFetch(async (request) => {
    const body = await request.text();
    if (body) asked.push(JSON.parse(body).requests);
    const answer = answers.shift()!;
    return typeof answer === "function" ? await answer() : answer;
  });
  const send = (...requests: unknown[]) =>
    fetch(new Request(PIPELINE, { method: "POST", body: JSON.stringify({ requests }) }));
  return { asked, fetch, send };
}

const wrote = (index: number | null) =>
  Response.json({ results: [{ response: { result: { replication_index: index?.toString() } } }] });

const READ = { type: "execute", stmt: { sql: "SELECT 1" } };

Deno.test("once something was written, nothing is read from before that", async () => {
  const { send, asked } = server(wrote(7), wrote(9), wrote(8), wrote(null), wrote(null));
  for (let i = 0; i < 4; i++) await (await send(READ)).body?.cancel();
  await send({ type: "batch", batch: { steps: [] } }, { type: "close" });
  assertEquals(asked.map(([first]) => first!.stmt ?? first!.batch), [
    { sql: "SELECT 1" },
    { sql: "SELECT 1", replication_index: "7" },
    { sql: "SELECT 1", replication_index: "9" },
    { sql: "SELECT 1", replication_index: "9" },
    { steps: [], replication_index: "9" },
  ]);
});

Deno.test("a value that looks like such a number is none", async () => {
  const value = { type: "text", value: '"replication_index":"99"' };
  const { send, asked } = server(Response.json({ rows: [[value]] }), wrote(null));
  await send(READ);
  await send(READ);
  assertEquals(asked[1], [READ]);
});

/** As a server answers whose lock is taken when a transaction begins. */
const locked = () =>
  Response.json({
    baton: "b",
    results: [{
      response: { result: { step_errors: [{ message: "locked", code: "SQLITE_BUSY" }, null] } },
    }],
  });

Deno.test("a transaction that finds the lock taken begins once more", async () => {
  const { send, asked } = server(locked(), locked(), wrote(3));
  const begin = { type: "batch", batch: { steps: [{ stmt: { sql: "BEGIN IMMEDIATE" } }] } };
  assertEquals(await (await send(begin)).json(), await wrote(3).json());
  assertEquals(asked, [[begin], [begin], [begin]]);
});

Deno.test("what has begun is not sent twice", async () => {
  const { fetch, asked } = server(locked());
  const body = JSON.stringify({ baton: "a", requests: [READ] });
  const answer = await fetch(new Request(PIPELINE, { method: "POST", body }));
  assertEquals([await answer.json(), asked.length], [await locked().json(), 1]);
});

Deno.test("the newer protocols, which need more requests, are not asked for", async () => {
  const { fetch, asked } = server();
  for (const version of ["v3", "v3-protobuf"]) {
    assertEquals((await fetch(new Request(`https://book.example/${version}`))).status, 404);
  }
  assertEquals(asked, []);
});

Deno.test("what the server says about a statement is left to the library", async () => {
  const said = { code: "STREAM_EXPIRED" };
  const { send } = server(Response.json(said, { status: 400 }));
  const answer = await send(READ);
  assertEquals([answer.status, await answer.json()], [400, said]);
});

const refused = () => Promise.reject(new TypeError("Connection refused"));
const TROUBLES: [string, Response | (() => Promise<Response>)][] = [
  ["cannot be reached", refused],
  ["token refused", new Response("", { status: 401 })],
  ["token refused", new Response("", { status: 403 })],
  ["no database", new Response("", { status: 404 })],
  ["answers 429", new Response("", { status: 429 })],
  ["answers 500", new Response("", { status: 500 })],
  ["answers 502", new Response("<html>Bad gateway", { status: 502 })],
];

for (const [trouble, answer] of TROUBLES) {
  const what = typeof answer === "function" ? "no answer" : `an answer ${answer.status}`;
  Deno.test(`${what} is the trouble "${trouble}"`, async () => {
    const { send } = server(answer);
    const error = await assertRejects(() => send(READ), DatabaseUnavailable);
    assertEquals(error.trouble, trouble);
  });
}

Deno.test("a server that says nothing is slow after five seconds", async () => {
  const { timeout } = AbortSignal;
  const waited: number[] = [];
  AbortSignal.timeout = (ms) => {
    waited.push(ms);
    return timeout.call(AbortSignal, 5);
  };
  try {
    const fetch = hranaFetch((request) =>
      new Promise((_, reject) =>
        request.signal.addEventListener("abort", () => reject(request.signal.reason))
      )
    );
    const error = await assertRejects(
      () => fetch(new Request(PIPELINE, { method: "POST", body: "" })),
      DatabaseUnavailable,
    );
    assertEquals([error.trouble, waited], ["slow", [5_000]]);
  } finally {
    AbortSignal.timeout = timeout;
  }
});
