import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { App } from "fresh";
import { createSessionSettings, csrf, type CsrfError, session } from "@/lib/session/mod.ts";
import { NOW, SECRET } from "../support/constants.ts";
import { atForm, OURS } from "../support/csrf_form.ts";
import type { State } from "../support/session_app.ts";

const SETTINGS = createSessionSettings({
  secrets: [SECRET],
  secure: false,
  lifetime: 60,
  clock: () => NOW,
});

Deno.test("a form from our own page, with its token, is accepted", async () => {
  const { token, post } = await atForm();
  assertEquals((await post({ csrf_token: token })).text, "<p>accepted</p>");
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

Deno.test("whoever logs a refusal finds its reason in a word as the cause", async () => {
  const check = csrf<State>({ origins: () => [OURS.origin] });
  for (const [headers, refusal] of [[OURS, "missing"], [{}, "no-origin"]] as const) {
    const causes: unknown[] = [];
    const handler = new App<State>()
      .use((ctx) => ctx.next().catch(({ cause }) => (causes.push(cause), ctx.text("refused"))))
      .use(session(SETTINGS)).use(check)
      .post("/", (ctx) => ctx.text("accepted")).handler();
    await handler(new Request("http://localhost:8000/", { method: "POST", headers }));
    const [cause] = causes as [CsrfError];
    assertEquals([cause.name, cause.refusal], ["CsrfError", refusal]);
    assertEquals(cause.message, `CSRF check: ${refusal}`);
  }
});

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
