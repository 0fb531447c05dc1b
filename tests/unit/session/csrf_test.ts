import { assertEquals, assertMatch } from "@std/assert";
import { sessionApp } from "../../support/session_app.ts";

const OURS = { "sec-fetch-site": "same-origin", origin: "http://localhost:8000" };

const REFUSED: Record<string, [headers: Record<string, string>, reason: RegExp]> = {
  "another site": [{ "sec-fetch-site": "cross-site" }, /sent from another site/],
  "another origin": [{ origin: "https://evil.example" }, /sent from another site/],
  "an unknown place": [{}, /did not say which site the form came from/],
};

for (const [name, [headers, reason]] of Object.entries(REFUSED)) {
  Deno.test(`a form from ${name} is told so`, async () => {
    const { visit } = sessionApp();
    const { status, text } = await visit(() => "accepted", "/", { method: "POST", headers });
    assertEquals(status, 403);
    assertMatch(text, reason);
  });
}

Deno.test("a file in the place of the token is no token", async () => {
  const { visit } = sessionApp();
  const body = new FormData();
  body.set("csrf_token", new File(["A".repeat(86)], "token.txt"));
  const init = { method: "POST", headers: OURS, body };
  const { status, text } = await visit(() => "accepted", "/", init);
  assertEquals(status, 403);
  assertMatch(text, /without its security token/);
});
