import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { csrfMeta, csrfToken } from "@/lib/session/mod.ts";
import { readJson } from "@/lib/web/json.ts";
import { sessionApp } from "../support/session_app.ts";

const OURS = { "sec-fetch-site": "same-origin", origin: "http://localhost:8000" };

/** A visitor who has opened a page with a form, and its token. */
async function atForm() {
  const app = sessionApp();
  const open = async () => {
    const { text } = await app.visit(({ state }) => csrfToken(state.session));
    return text.slice("<p>".length, -"</p>".length);
  };
  const token = await open();
  const post = (fields: Record<string, string>, headers: HeadersInit = OURS) =>
    app.visit(() => "accepted", "/", {
      method: "POST",
      headers,
      body: new URLSearchParams(fields),
    });
  return { ...app, open, token, post };
}

Deno.test("a form from our own page, with its token, is accepted", async () => {
  const { token, post } = await atForm();
  assertEquals((await post({ csrf_token: token })).text, "<p>accepted</p>");
});

Deno.test("a script may send the token in a header, with any body", async () => {
  const { token, visit } = await atForm();
  const headers = { ...OURS, "x-csrf-token": token, "content-type": "application/json" };
  const init = { method: "PUT", headers, body: "{}" };
  assertEquals((await visit(() => "accepted", "/", init)).text, "<p>accepted</p>");
});

Deno.test("a script may send the token as csrf_token of a JSON object", async () => {
  const { token, visit } = await atForm();
  const send = (type: string, body: string) =>
    visit(() => "accepted", "/", {
      method: "POST",
      headers: { ...OURS, "content-type": type },
      body,
    });
  const good = JSON.stringify({ csrf_token: token, title: "Dentist" });
  assertEquals((await send("application/json; charset=utf-8", good)).text, "<p>accepted</p>");
  assertEquals((await send("application/ld+json", good)).text, "<p>accepted</p>");
  assertEquals((await send("text/plain", good)).status, 403, "any page may send that");
  for (const bad of ["{}", "null", "[]", "1", '{"csrf_token":1}', '{"csrf_token":{}}']) {
    assertEquals((await send("application/json", bad)).status, 403, bad);
  }
  assertEquals((await send("application/json", "{")).status, 400);
});

Deno.test("a route can read the JSON that the check has read", async () => {
  const { token, visit } = await atForm();
  const headers = { ...OURS, "content-type": "application/json" };
  const body = JSON.stringify({ csrf_token: token, title: "Dentist" });
  const { text } = await visit(
    async ({ req }) => (await readJson(req) as { title: string }).title,
    "/",
    { method: "POST", headers, body },
  );
  assertEquals(text, "<p>Dentist</p>");
});

const FIELDS: [
  fields: (token: string) => Record<string, string>,
  accepted: boolean,
  why: string,
][] = [
  [(token) => ({ "csrf-comment": token }), true, "a field whose name begins with csrf-"],
  [(token) => ({ "comment-csrf_token": token }), true, "a field with a form's prefix"],
  [
    (token) => ({ csrf_token: "", "csrf-two": "", "csrf-three": token }),
    true,
    "the first filled in",
  ],
  [(token) => ({ "csrf-two": "no", csrf_token: token }), true, "csrf_token before all others"],
  [(token) => ({ csrf_token: "no", "csrf-two": token }), false, "no second try"],
  [
    (token) => ({ csrf: token, xcsrf_token: token, token }),
    false,
    "a field that is named otherwise",
  ],
];

for (const [fields, accepted, why] of FIELDS) {
  Deno.test(`the token of a form is taken from ${why}`, async () => {
    const { token, post } = await atForm();
    assertEquals((await post(fields(token))).status, accepted ? 200 : 403);
  });
}

Deno.test("a meta tag hands scripts a token that holds", async () => {
  const { visit } = await atForm();
  const { text } = await visit(({ state }) => JSON.stringify(csrfMeta(state.session)));
  const { name, content } = JSON.parse(text.slice("<p>".length, -"</p>".length));
  assertEquals(name, "csrf-token");
  const headers = { ...OURS, "x-csrf-token": content };
  assertEquals((await visit(() => "accepted", "/", { method: "POST", headers })).status, 200);
});

Deno.test("a token is masked anew on every page, and each of them holds", async () => {
  const { token, open, post } = await atForm();
  const second = await open();
  assertNotEquals(token, second);
  assertMatch(token, /^[\w-]{86}$/);
  for (const csrf_token of [token, second, token]) {
    assertEquals((await post({ csrf_token })).status, 200);
  }
});

const TOKENS: Record<string, [tampered: (token: string) => string, reason: RegExp]> = {
  "no token": [() => "", /without its security token/],
  "a cut token": [(token) => token.slice(0, -2), /damaged/],
  "a token of something else": [() => "hello", /damaged/],
  "a changed token": [(token) => (token[0] === "A" ? "B" : "A") + token.slice(1), /has changed/],
  "an empty mask": [() => "A".repeat(86), /has changed/],
};

for (const [name, [tampered, reason]] of Object.entries(TOKENS)) {
  Deno.test(`a form with ${name} is refused, and told why`, async () => {
    const { token, post } = await atForm();
    const { status, text } = await post({ csrf_token: tampered(token) });
    assertEquals(status, 403);
    assertMatch(text, reason);
  });
}

Deno.test("a form from another visitor's session is refused", async () => {
  const { token } = await atForm();
  const { post } = await atForm();
  assertMatch((await post({ csrf_token: token })).text, /has changed/);
});

Deno.test("a token whose session has run out is refused as such", async () => {
  const { token, post, wait } = await atForm();
  wait(3601);
  assertMatch((await post({ csrf_token: token })).text, /session ended while this page was open/);
});

Deno.test("a token without a session is refused", async () => {
  const { token, post, visitor } = await atForm();
  visitor.cookies.clear();
  assertMatch((await post({ csrf_token: token })).text, /session ended/);
});

const ORIGINS: [headers: Record<string, string>, accepted: boolean, what: string][] = [
  [{ origin: OURS.origin }, true, "our origin alone, as over plain http"],
  [{ "sec-fetch-site": "same-origin" }, true, "the same site alone"],
  [{ "sec-fetch-site": "none" }, true, "the address bar"],
  [{}, false, "a client that says nothing"],
  [{ "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false, "another site"],
  [{ "sec-fetch-site": "same-site", origin: OURS.origin }, false, "a sibling domain"],
  [{ "sec-fetch-site": "cross-site", origin: OURS.origin }, false, "a lie about the origin"],
  [{ "sec-fetch-site": "same-origin", origin: "https://evil.example" }, false, "a contradiction"],
  [{ origin: "null" }, false, "a sandboxed frame"],
  [{ origin: "https://evil.example" }, false, "another origin"],
  [{ origin: "http://localhost:8001" }, false, "another port"],
  [{ origin: "https://localhost:8000" }, false, "another scheme"],
];

for (const [headers, accepted, what] of ORIGINS) {
  Deno.test(`a good token from ${what} is ${accepted ? "accepted" : "refused"}`, async () => {
    const { token, post } = await atForm();
    const { status, text } = await post({ csrf_token: token }, headers);
    assertEquals(status, accepted ? 200 : 403, text);
  });
}

for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
  Deno.test(`${method} needs a token`, async () => {
    const { visit } = await atForm();
    assertEquals((await visit(() => "done", "/", { method, headers: OURS })).status, 403);
  });
}

for (const method of ["GET", "HEAD", "OPTIONS"]) {
  Deno.test(`${method} needs none`, async () => {
    const { visit } = await atForm();
    assertEquals((await visit(() => "done", "/", { method })).status, 200);
  });
}

Deno.test("a token in the address is not one", async () => {
  const { token, visit } = await atForm();
  const init = { method: "POST", headers: OURS };
  assertEquals((await visit(() => "done", `/?csrf_token=${token}`, init)).status, 403);
  assert(token);
});
