import { assertEquals } from "@std/assert";
import { QueueFullError } from "@/lib/crypto/queue.ts";
import { errorHeaders, toHttpError } from "@/lib/web/errors.ts";

Deno.test("where too many passwords wait to be hashed, two seconds are a good time to come again", () => {
  const refusal = toHttpError(new QueueFullError("full"));
  assertEquals([refusal.status, errorHeaders(refusal)], [503, { "retry-after": "2" }]);
});

Deno.test("other refusals name no time", () => assertEquals(errorHeaders({ status: 403 }), {}));

const sqlite = (errcode: number) => Object.assign(new Error("as SQLite says it"), { errcode });

Deno.test("trouble with the file, the disk or a lock passes; an error in a query is our own", () => {
  const answers = [5, 517, 8, 10, 522, 11, 13, 14, 26, 1, 19, 2067].map((code) => {
    const refusal = toHttpError(sqlite(code));
    return [code, refusal.status, errorHeaders(refusal)["retry-after"]];
  });
  const passing = [5, 517, 8, 10, 522, 11, 13, 14, 26].map((code) => [code, 503, "60"]);
  assertEquals(answers, [...passing, ...[1, 19, 2067].map((code) => [code, 500, undefined])]);
});
