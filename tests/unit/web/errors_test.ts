import { assertEquals } from "@std/assert";
import { QueueFullError } from "@/lib/crypto/queue.ts";
import { errorHeaders, toHttpError } from "@/lib/web/errors.ts";

Deno.test("where too many passwords wait to be hashed, two seconds are a good time to come again", () => {
  const { status } = toHttpError(new QueueFullError("full"));
  assertEquals([status, errorHeaders(status)], [503, { "retry-after": "2" }]);
});

Deno.test("other refusals name no time", () => assertEquals(errorHeaders(403), {}));
