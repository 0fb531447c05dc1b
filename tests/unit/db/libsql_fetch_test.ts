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

/** Lets nobody wait for longer than a moment; says how long they would have waited, in milliseconds. */
function impatient(): Disposable & { readonly waited: number[] } {
  const { timeout } = AbortSignal;
  const waited: number[] = [];
  AbortSignal.timeout = (ms) => (waited.push(ms), timeout.call(AbortSignal, 5));
  return { waited, [Symbol.dispose]: () => void (AbortSignal.timeout = timeout) };
}

/** No answer, until the request is given up. */
const silent = () =>
  new Promise<never>((_, reject) => setTimeout(() => reject(new Error("aborted")), 30));

interface Asked {
  readonly sql: string;
  readonly replication_index?: string;
}

const READ = { type: "execute", stmt: { sql: "SELECT 1" } };

Deno.test("once something was written, nothing is read from before that", async () => {
  const { send, asked } = server(wrote(7), wrote(9), wrote(9), wrote(null), wrote(null));
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

Deno.test("an answer that was under way while more was written takes nothing back", async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  const { send, asked } = server(wrote(7), () => promise, wrote(9), wrote(9));
  await send(READ);
  const late = send(READ);
  await send(READ);
  resolve(wrote(8));
  await late;
  await send(READ);
  assertEquals(asked.at(-1), [{ ...READ, stmt: { sql: "SELECT 1", replication_index: "9" } }]);
});

Deno.test("a server that counts from one again, as after a crash, is not waited for", async () => {
  const { send, asked } = server(wrote(900), wrote(2), wrote(2));
  for (let i = 0; i < 3; i++) await send(READ);
  assertEquals(asked.map(([first]) => (first!.stmt as Asked).replication_index), [
    undefined,
    "900",
    "2",
  ]);
});

Deno.test("where a replica is too far behind, the server that writes is asked how far it is", async () => {
  using _hasty = impatient();
  for (const [now, next] of [[2, "2"], [950, "950"]] as const) {
    const { send, asked } = server(wrote(900), silent, wrote(now), wrote(now));
    await send(READ);
    await assertRejects(() => send(READ), DatabaseUnavailable);
    await new Promise((resume) => setTimeout(resume));
    await send(READ);
    assertEquals((asked[2]![0]!.stmt as Asked).sql, "DELETE FROM migrations WHERE 0");
    assertEquals((asked[3]![0]!.stmt as Asked).replication_index, next);
  }
});

Deno.test("a value that looks like such a number is none", async () => {
  const value = { type: "text", value: '"replication_index":"99"' };
  const { send, asked } = server(Response.json({ results: [{ rows: [[value]] }] }), wrote(null));
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

Deno.test("a transaction that begins when nobody waits for it any more is ended", async () => {
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms === 8_000 ? 5 : ms);
  const { promise, resolve } = Promise.withResolvers<Response>();
  const { send, asked } = server(() => promise, wrote(null));
  try {
    const steps = [{ stmt: { sql: "BEGIN IMMEDIATE" } }];
    const error = await assertRejects(
      () => send({ type: "batch", batch: { steps } }),
      DatabaseUnavailable,
    );
    assertEquals(error.trouble, "slow");
    assertEquals(asked.length, 1);
    resolve(Response.json({ baton: "b", results: [] }));
    await new Promise((resume) => setTimeout(resume, 5));
    assertEquals(asked[1], [{ type: "close" }] as never);
  } finally {
    AbortSignal.timeout = timeout;
  }
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
  const said = { code: "STREAM_EXPIRED", message: "The stream has expired" };
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
  ["answers 400", new Response("Received an invalid baton", { status: 400 })],
  ["answers 400", Response.json(null, { status: 400 })],
  ["answers 405", Response.json({ error: "no" }, { status: 405 })],
  ["redirects", new Response("", { status: 302, headers: { location: "https://x.example" } })],
  ["no libSQL server", new Response("<html>Welcome")],
  ["no libSQL server", new Response('{"results":[{"type":"ok"')],
  ["no libSQL server", Response.json({ ok: true })],
  ["no libSQL server", Response.json(null)],
  ["no libSQL server", new Response(null, { status: 204 })],
  ["answers 429", new Response("", { status: 429 })],
  ["answers 500", new Response("", { status: 500 })],
  ["answers 502", new Response("<html>Bad gateway", { status: 502 })],
];

TROUBLES.forEach(([trouble, answer], no) => {
  const what = typeof answer === "function" ? "no answer" : `an answer ${answer.status}`;
  Deno.test(`${what} is the trouble "${trouble}" (${no})`, async () => {
    const { send } = server(answer);
    const error = await assertRejects(() => send(READ), DatabaseUnavailable);
    assertEquals(error.trouble, trouble);
  });
});

Deno.test("a server that says nothing is slow after eight seconds", async () => {
  using hasty = impatient();
  const { send } = server(silent);
  const error = await assertRejects(() => send(READ), DatabaseUnavailable);
  assertEquals([error.trouble, hasty.waited], ["slow", [8_000]]);
});
