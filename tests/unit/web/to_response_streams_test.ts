import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { toResponse } from "@/lib/web/to_response.ts";

const ROUTE = "GET /notes/:id";

function* letters() {
  yield "ä";
  yield "";
  yield new TextEncoder().encode("b");
  yield new TextEncoder().encode("c").buffer;
}

Deno.test("a body that cannot be sent a second time is told", async () => {
  const used = new Response("a");
  await used.text();
  assertThrows(() => toResponse([used, 201], ROUTE), TypeError, ROUTE);
  const stream = ReadableStream.from(["a"]);
  stream.getReader();
  assertThrows(() => toResponse(stream, ROUTE), TypeError, `${ROUTE} returned a stream that`);
});

Deno.test("a stream of something else breaks off with the reason", async () => {
  const response = toResponse(
    (function* () {
      yield "a";
      yield 7;
    })(),
    ROUTE,
  );
  const error = await response.text().catch((error) => error);
  assert(error instanceof TypeError);
  assertMatch(error.message, /^GET \/notes\/:id streamed the number 7\./);
});

Deno.test("a stream sends no empty piece, which would be its end in HTTP/1.1", async () => {
  const sizes: number[] = [];
  for await (const { length } of toResponse(letters(), ROUTE).body!) sizes.push(length);
  assertEquals(sizes, [2, 1, 1]);
});

for (const [when, read] of [["at once", 0], ["halfway", 1]] as const) {
  Deno.test(`a client that goes away ${when} ends what fills the stream`, async () => {
    const cancelled = Promise.withResolvers<void>();
    const source = new ReadableStream({
      pull: (controller) => controller.enqueue("a"),
      cancel: () => cancelled.resolve(),
    });
    const reader = toResponse(source, ROUTE).body!.getReader();
    for (let i = 0; i < read; i++) await reader.read();
    await reader.cancel();
    await cancelled.promise;
  });
}

Deno.test("a generator can tidy up when nobody reads on", async () => {
  const tidied = Promise.withResolvers<void>();
  const reader = toResponse(
    (function* () {
      try {
        for (;;) yield "a";
      } finally {
        tidied.resolve();
      }
    })(),
    ROUTE,
  ).body!.getReader();
  await reader.read();
  await reader.cancel();
  await tidied.promise;
});

Deno.test("a stream that an answer without a body makes needless is ended", async () => {
  const cancelled = Promise.withResolvers<void>();
  const source = new ReadableStream({ cancel: () => cancelled.resolve() });
  toResponse([new Response(source), 204], ROUTE);
  await cancelled.promise;
});
