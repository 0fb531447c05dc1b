import { assertEquals, assertStrictEquals } from "@std/assert";
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
    "a list that begins with null": [[null, "a"], 200, JSON_TYPE, '[null,"a"]'],
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
