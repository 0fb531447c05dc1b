import { assert, assertFalse, assertStringIncludes, assertThrows } from "@std/assert";
import { toResponse } from "@/lib/web/to_response.ts";

const ROUTE = "GET /notes/:id";

function* letters() {
  yield "a";
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
  "a tuple with null as its body": [[null, 204], "returned nothing."],
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
