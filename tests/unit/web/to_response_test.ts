import {
  assert,
  assertEquals,
  assertFalse,
  assertMatch,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { toResponse } from "@/lib/web/to_response.ts";

const ROUTE = "GET /notes/:id";
const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json";

const bytes = new TextEncoder().encode("Grüße");
const cookies: [string, string][] = [["set-cookie", "a=1"], ["set-cookie", "b=2"]];

class Price {
  toJSON() {
    return { cents: 250 };
  }
}

function* letters() {
  yield "ä";
  yield "";
  yield new TextEncoder().encode("b");
  yield new TextEncoder().encode("c").buffer;
}

async function* later() {
  for (const letter of letters()) yield await Promise.resolve(letter);
}

/** What a route returns, and the status, content type and body that come of it. */
const ANSWERS: Record<string, [value: unknown, status: number, type: string | null, body: string]> =
  {
    "a string": ["<p>Grüße</p>", 200, HTML, "<p>Grüße</p>"],
    "an empty string": ["", 200, HTML, ""],
    "a Uint8Array": [bytes, 200, HTML, "Grüße"],
    "a part of a buffer": [new DataView(bytes.buffer, 0, 2), 200, HTML, "Gr"],
    "an ArrayBuffer": [bytes.buffer, 200, HTML, "Grüße"],
    "a Blob with a type": [new Blob(["a,b"], { type: "text/csv" }), 200, "text/csv", "a,b"],
    "a Blob without one": [new Blob(["<p>"]), 200, HTML, "<p>"],
    "a stream of bytes": [new Blob(["abc"]).stream(), 200, HTML, "abc"],
    "a stream of strings": [ReadableStream.from(["ä", "b"]), 200, HTML, "äb"],
    "a generator": [letters(), 200, HTML, "äbc"],
    "an async generator": [later(), 200, HTML, "äbc"],
    "any other iterator": [new Map([["a", "b"]]).values(), 200, HTML, "b"],
    "an object": [{ a: [1, null] }, 200, JSON_TYPE, '{"a":[1,null]}'],
    "an object without prototype": [Object.create(null), 200, JSON_TYPE, "{}"],
    "an object with toJSON": [new Price(), 200, JSON_TYPE, '{"cents":250}'],
    "an object with a method next": [{ a: 1, next: () => 2 }, 200, JSON_TYPE, '{"a":1}'],

    "a list of objects": [[{ a: 1 }, { b: 2 }], 200, JSON_TYPE, '[{"a":1},{"b":2}]'],
    "a list of lists": [[["a"], ["b"]], 200, JSON_TYPE, '[["a"],["b"]]'],
    "an empty list": [[], 200, JSON_TYPE, "[]"],
    "a list of numbers": [[404, 200], 200, JSON_TYPE, "[404,200]"],
    "a list that begins with null": [[null, 404], 200, JSON_TYPE, "[null,404]"],
    "a list of an object and text": [[{}, "a"], 200, JSON_TYPE, '[{},"a"]'],
    "a list of an object and a small number": [[{}, 99], 200, JSON_TYPE, "[{},99]"],
    "a list of an object and a large number": [[{}, 600], 200, JSON_TYPE, "[{},600]"],
    "a list of an object and a fraction": [[{}, 200.5], 200, JSON_TYPE, "[{},200.5]"],
    "a list of an object and a record": [[{}, { "x-a": "b" }], 200, JSON_TYPE, '[{},{"x-a":"b"}]'],

    "text and a status": [["no", 404], 404, HTML, "no"],
    "text and a status in words": [["no", "404 Not Found"], 404, HTML, "no"],
    "text and a type": [["a", { "Content-Type": "text/plain" }], 200, "text/plain", "a"],
    "text, status and type": [["a", 201, { "content-type": "text/x" }], 201, "text/x", "a"],
    "text, no status, a type": [["a", null, [["content-type", "text/x"]]], 200, "text/x", "a"],
    "text, a status, no headers": [["a", 201, undefined], 201, HTML, "a"],
    "bytes and a status": [[bytes, 201], 201, HTML, "Grüße"],
    "a Blob and a status": [[new Blob(["a"], { type: "text/x" }), 201], 201, "text/x", "a"],
    "a stream and a status": [[ReadableStream.from(["a"]), 201], 201, HTML, "a"],
    "a generator and a status": [[letters(), 201], 201, HTML, "äbc"],
    "an object and a status": [[{ a: 1 }, 201], 201, JSON_TYPE, '{"a":1}'],
    "an object and a status in words": [[{}, "599 Odd"], 599, JSON_TYPE, "{}"],
    "an object and Headers": [[{}, new Headers({ "content-type": "a/b" })], 200, "a/b", "{}"],
    "an object, nothing, Headers": [[{}, undefined, new Headers(cookies)], 200, JSON_TYPE, "{}"],
    "a list and a status": [[["a", "b"], 201], 201, JSON_TYPE, '["a","b"]'],
    "a Response and a status": [[new Response("a"), 201], 201, "text/plain;charset=UTF-8", "a"],

    "204, whatever there is": [["a", 204], 204, null, ""],
    "205, whatever there is": [[{ a: 1 }, 205], 205, null, ""],
    "304, whatever there is": [["a", 304, { "content-type": "text/x" }], 304, null, ""],
    "a Response turned into 204": [[Response.json({}), 204], 204, null, ""],
    "a stream turned into 204": [[ReadableStream.from(["a"]), 204], 204, null, ""],
  };

for (const [what, [value, status, type, body]] of Object.entries(ANSWERS)) {
  Deno.test(`a route returns ${what}`, async () => {
    const response = toResponse(value, ROUTE);
    assertEquals(response.status, status);
    assertEquals(response.headers.get("content-type"), type);
    assertEquals(await response.text(), body);
  });
}

/** What a route returns by mistake, and what the message says of it. */
const MISTAKES: Record<string, [value: unknown, words: string]> = {
  "nothing": [undefined, "returned nothing. A route returns a string, "],
  "null": [null, "returned nothing."],
  "a boolean": [true, "returned the boolean true. A route returns a string, "],
  "a number": [404, "returned the number 404."],
  "a bigint": [7n, "returned the bigint 7."],
  "a symbol": [Symbol("a"), "returned a symbol."],
  "a function": [() => "a", "returned a function."],
  "a Map": [new Map(), "returned an instance of Map."],
  "a Set": [new Set(["a"]), "returned an instance of Set."],
  "a Date": [new Date(0), "returned an instance of Date."],
  "a promise": [Promise.resolve("a"), "returned an instance of Promise."],
  "an object of a class": [new (class Note {})(), "returned an instance of Note."],
  "an object of a class without name": [Object.create({}), "returned an instance of Object."],

  "an object that holds a bigint": [{ total: 7n }, "an object that cannot be sent as JSON: "],
  "an object that holds itself": [circle(), "an object that cannot be sent as JSON: "],
  "a list that holds a bigint": [[7n], "an array that cannot be sent as JSON: "],
  "an object whose toJSON says nothing": [{ toJSON() {} }, "its toJSON gives nothing"],

  "a list of strings": [["Ada", "Bo"], 'Its second part is "Bo". A status is'],
  "a list of one string": [["Ada"], "This one has 1 part."],
  "a list of four strings": [["a", "b", "c", "d"], "This one has 4 parts. To send a list as JSON,"],
  "a tuple of four": [["a", 200, {}, "b"], "begins with a string and was taken for a tuple: "],
  "a tuple of one Response": [[new Response()], "begins with an instance of Response"],
  "a tuple of one generator": [[letters()], "begins with a stream or generator"],
  "an object, a status and more": [[{}, 200, {}, 1], "This one has 4 parts."],
  "a tuple without a body": [[undefined, 404], "returned nothing."],
  "a tuple with a bad body": [[new Map(), 404], "returned an instance of Map."],
  "a string and true": [["a", true], "Its second part is the boolean true."],
  "a string and nothing": [["a", undefined], "Its second part is nothing."],
  "status and headers in the wrong order": [["a", {}, 200], "Its second part is an object."],
  "headers without a prototype as a status": [["a", Object.create(null), {}], "an object."],
  "a long text as a status": [["a", "b".repeat(99)], `"${"b".repeat(40)}…"`],

  "the status 0": [["a", 0], "Its second part is the number 0. A status is a whole number from"],
  "the status 99": [["a", 99], "the number 99."],
  "the status 101": [["a", 101], "the number 101."],
  "the status 600": [["a", 600], "the number 600."],
  "the status 3.5": [["a", 3.5], "the number 3.5."],
  "the status NaN": [["a", NaN], "the number NaN."],
  "the status abc": [["a", "abc"], '"abc".'],
  "a status in digits only": [["a", "404"], '"404".'],
  "a status in words that is none": [["a", "600 Odd"], '"600 Odd".'],
  "a status with a line break": [["a", "404 Not\nFound"], "no response can be made of"],
  "an object with a status for nobody": [[{}, 150], "the number 150."],

  "a header with a bad name": [["a", { "no good": "b" }], "Its headers cannot be sent: "],
  "a header with a line break": [["a", { "x-a": "b\r\nx: y" }], "Its headers cannot be sent: "],
  "a header without a value": [["a", { "x-a": undefined }], '"x-a" is nothing'],
  "headers that are no pairs": [["a", ["b", "c"]], "Its headers cannot be sent: "],
  "headers that are text": [["a", 200, "b"], 'It has "b" in the place of headers.'],
  "headers that are a Date": [["a", new Date(0)], "an instance of Date in the place of headers."],
  "an object and headers that are text": [[{}, 404, "b"], 'It has "b" in the place of headers.'],
};

function circle(): object {
  const object: Record<string, unknown> = {};
  return object.self = object;
}

for (const [what, [value, words]] of Object.entries(MISTAKES)) {
  Deno.test(`a route is told that it returned ${what}`, () => {
    const { message } = assertThrows(() => toResponse(value, ROUTE), TypeError);
    assert(message.startsWith(`${ROUTE} returned `), message);
    assertStringIncludes(message, words);
    assertFalse(message.includes("\n"), message);
  });
}

Deno.test("a list that was taken for a tuple is told the way to JSON", () => {
  const { message } = assertThrows(() => toResponse(["Ada", "Bo"], ROUTE), TypeError);
  assertStringIncludes(message, "[body, status], [body, headers] or [body, status, headers]");
  assertStringIncludes(message, "Response.json(list)");
});

Deno.test("an error names its cause where there is one, and only there", () => {
  for (const value of [{ a: 1n }, circle(), ["a", { "no good": "b" }], ["a", "404 a\nb"]]) {
    const error = assertThrows(() => toResponse(value, ROUTE), TypeError);
    assert(error.cause instanceof Error, error.message);
  }
  assertFalse("cause" in assertThrows(() => toResponse(undefined, ROUTE), TypeError));
});

Deno.test("a Response stays as it is", () => {
  for (const response of [new Response("a"), Response.redirect("http://a.example/")]) {
    assertStrictEquals(toResponse(response, ROUTE), response);
  }
});

Deno.test("a Response with changes is a copy, in which a header of the same name is replaced", () => {
  const response = new Response("a", {
    status: 202,
    headers: [["x-old", "1"], ["x-new", "1"], ["x-new", "2"], ...cookies],
  });
  const given = [["X-New", "3"], ["x-new", "4"], ["set-cookie", "c=3"]];
  const { status, headers } = toResponse([response, given], ROUTE);
  assertEquals([status, headers.get("x-old"), headers.get("x-new")], [202, "1", "3, 4"]);
  assertEquals(headers.getSetCookie(), ["a=1", "b=2", "c=3"], "each cookie stands for itself");
  assertEquals(response.headers.get("x-new"), "1, 2", "the original keeps its own");
});

Deno.test("several headers of one name are all sent", () => {
  const { headers } = toResponse(["a", 200, cookies], ROUTE);
  assertEquals(headers.getSetCookie(), ["a=1", "b=2"]);
});

Deno.test("a redirect can be changed, although its headers cannot", () => {
  const redirect = Response.redirect("http://a.example/", 302);
  const response = toResponse([redirect, 303, { "x-a": "b" }], ROUTE);
  assertEquals(response.status, 303);
  assertEquals(response.headers.get("location"), "http://a.example/");
  assertEquals(response.headers.get("x-a"), "b");
});

Deno.test("a status brings its own words, and a new one leaves none of the old", () => {
  const text = (value: unknown) => toResponse(value, ROUTE).statusText;
  assertEquals(text(["a", "404 Lost and found"]), "Lost and found");
  assertEquals(text([new Response("a", { statusText: "Fine" }), 404]), "");
  assertEquals(text([new Response("a", { statusText: "Fine" }), { "x-a": "b" }]), "Fine");
});

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
