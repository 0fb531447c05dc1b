import { assertEquals, assertFalse } from "@std/assert";
import { App, HttpError } from "fresh";
import { QueueFullError } from "@/lib/crypto/queue.ts";
import { createLog } from "@/lib/web/log.ts";
import { problems } from "@/lib/web/problem.ts";

type State = Parameters<typeof problems>[0]["state"];

/** What a program gets when a route throws this. */
async function thrown(error: unknown) {
  const lines: string[] = [];
  const state = { requestId: "r-1", log: createLog("json", (line) => lines.push(line)) };
  const handler = new App<State>()
    .use((ctx) => (Object.assign(ctx.state, state), ctx.next()))
    .use(problems)
    .get("/", () => {
      throw error;
    }).handler();
  const response = await handler(new Request("http://localhost:8000/"));
  return { response, json: await response.json(), log: lines.join() };
}

Deno.test("a refusal is a problem in its own words", async () => {
  const { response, json, log } = await thrown(new HttpError(415, "JSON was expected here."));
  assertEquals(response.headers.get("content-type"), "application/problem+json");
  assertEquals(json, {
    type: "about:blank",
    title: "Unsupported Media Type",
    status: 415,
    detail: "JSON was expected here.",
    request_id: "r-1",
  });
  assertEquals(log, "");
});

Deno.test("a bug is a problem without a detail; the log has them all", async () => {
  const { response, json, log } = await thrown(new Error("the secret is 42"));
  assertEquals([response.status, json.status], [500, 500]);
  assertFalse(JSON.stringify(json).includes("42"));
  assertEquals([log.includes("42"), log.includes("r-1")], [true, true]);
});

Deno.test("a problem of a busy server says when to come back", async () => {
  const { response, json } = await thrown(new QueueFullError());
  assertEquals([response.status, json.status], [503, 503]);
  assertEquals(response.headers.get("retry-after"), "2");
});
