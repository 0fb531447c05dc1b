import { assertEquals } from "@std/assert";
import { csrfMeta } from "@/lib/session/mod.ts";
import { readJson } from "@/lib/web/json.ts";
import { atForm, OURS } from "../support/csrf_form.ts";

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
  [(token) => ({ csrf: token, token, xcsrf_token: token }), false, "no field of another name"],
  [(token) => ({ csrf_tokens: token, "x-csrf-y": token }), false, "no name that only looks alike"],
  [(token) => ({ "x-csrf_token-y": token }), false, "no name that holds it in the middle"],
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

Deno.test("a token in the address is not one", async () => {
  const { token, visit } = await atForm();
  const init = { method: "POST", headers: OURS };
  assertEquals((await visit(() => "done", `/?csrf_token=${token}`, init)).status, 403);
});
