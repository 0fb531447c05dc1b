import type { Form } from "./responses.ts";

/** What a route may return. */
export const FORMS: readonly Form[] = [
  {
    name: "string",
    title: "A string",
    note: "Text is sent as HTML.",
    code: `return "<h1>Hello</h1>";`,
    reply() {
      return "<h1>Hello</h1>";
    },
  },
  {
    name: "object",
    title: "An object",
    note: "It is sent as JSON, like everything that has a toJSON method.",
    code: `return { name: "Ada", tickets: [7, 12] };`,
    reply() {
      return { name: "Ada", tickets: [7, 12] };
    },
  },
  {
    name: "list",
    title: "A list",
    note: "A list of objects, lists or numbers is sent as JSON.",
    code: `return [{ name: "Ada" }, { name: "Bo" }];`,
    reply() {
      return [{ name: "Ada" }, { name: "Bo" }];
    },
  },
  {
    name: "list-of-strings",
    title: "A list of strings",
    note: "An array that begins with a string is a tuple, so this list says that it is JSON.",
    code: `return Response.json(["Ada", "Bo"]);`,
    reply() {
      return Response.json(["Ada", "Bo"]);
    },
  },
  {
    name: "tuple-with-status",
    title: "A tuple with a status",
    note: "The status stands behind the body.",
    code: `return ["<h1>That coat is not here</h1>", 404];`,
    reply() {
      return ["<h1>That coat is not here</h1>", 404];
    },
  },
  {
    name: "tuple-with-headers",
    title: "A tuple with headers",
    note: "They are added to the usual ones, or take their place.",
    code: `return ["Hello\\n", { "content-type": "text/plain; charset=utf-8" }];`,
    reply() {
      return ["Hello\n", { "content-type": "text/plain; charset=utf-8" }];
    },
  },
  {
    name: "tuple-with-both",
    title: "A tuple with both",
    note: "The status comes first.",
    code: `return ["<h1>Hung up</h1>", 201, { "x-ticket": "12" }];`,
    reply() {
      return ["<h1>Hung up</h1>", 201, { "x-ticket": "12" }];
    },
  },
  {
    name: "json-with-status",
    title: "JSON with a status",
    note: "A tuple that begins with an object or a list has JSON for its body.",
    code: `return [{ error: "There is no ticket 99." }, 422];`,
    reply() {
      return [{ error: "There is no ticket 99." }, 422];
    },
  },
  {
    name: "status-in-words",
    title: "A status in words",
    note: "The number counts. Most servers send words of their own with it.",
    code: `return ["<h1>Closed for today</h1>", "503 Come back tomorrow"];`,
    reply() {
      return ["<h1>Closed for today</h1>", "503 Come back tomorrow"];
    },
  },
  {
    name: "redirect",
    title: "A redirect",
    note: "A status and a place to go are all it takes.",
    code: `return ["", 303, { location: "/lab/responses" }];`,
    reply() {
      return ["", 303, { location: "/lab/responses" }];
    },
  },
  {
    name: "no-content",
    title: "No content",
    note:
      "Such an answer has no body and no content type. A browser that gets it stays where it is.",
    code: `return ["Saved", 204];`,
    reply() {
      return ["Saved", 204];
    },
  },
  {
    name: "bytes",
    title: "Bytes",
    note: "They are HTML like a string, unless headers say otherwise.",
    code: `return new TextEncoder().encode("<h1>Bytes</h1>");`,
    reply() {
      return new TextEncoder().encode("<h1>Bytes</h1>");
    },
  },
  {
    name: "blob",
    title: "A Blob",
    note: "It brings its own content type.",
    code: `return new Blob(["7 a blue coat\\n"], { type: "text/plain" });`,
    reply() {
      return new Blob(["7 a blue coat\n"], { type: "text/plain" });
    },
  },
  {
    name: "generator",
    title: "A generator",
    note: "It is sent piece by piece, each as soon as it is there.",
    code: `function* coats() {
  yield "<ul>";
  for (const owner of ["Ada", "Bo"]) yield \`<li>\${owner}</li>\`;
  yield "</ul>";
}
return coats();`,
    reply() {
      function* coats() {
        yield "<ul>";
        for (const owner of ["Ada", "Bo"]) yield `<li>${owner}</li>`;
        yield "</ul>";
      }
      return coats();
    },
  },
  {
    name: "stream",
    title: "A stream",
    note: "Strings or bytes are passed on as they come.",
    code: `return ReadableStream.from(["<p>First this,", " then that.</p>"]);`,
    reply() {
      return ReadableStream.from(["<p>First this,", " then that.</p>"]);
    },
  },
  {
    name: "response",
    title: "A Response",
    note: "It is sent as it is.",
    code: `return new Response("Hello\\n", { status: 202 });`,
    reply() {
      return new Response("Hello\n", { status: 202 });
    },
  },
  {
    name: "response-with-changes",
    title: "A Response with changes",
    note:
      "It is copied. A header takes the place of the one with its name; only cookies are added.",
    code: `const response = Response.json({ ticket: 12 });
return [response, 201, { "content-type": "application/vnd.ticket+json" }];`,
    reply() {
      const response = Response.json({ ticket: 12 });
      return [response, 201, { "content-type": "application/vnd.ticket+json" }];
    },
  },
];
