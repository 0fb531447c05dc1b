import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import { withAda } from "../support/members.ts";
import { PASSWORD, tokenIn } from "../support/visitor.ts";

const LOGIN = { email: "ada@example.org", password: PASSWORD };

Deno.test("signing in makes a new CSRF secret: a token from before does not hold after", async () => {
  const { app } = await withAda();
  await using _ = app;
  const ada = app.visitor();
  const before = tokenIn((await ada.get("/login")).text)!;
  const secret = await ada.session((session) => session.get("_csrf"));
  await ada.post("/login", { ...LOGIN, csrf_token: before });
  assertEquals(await ada.name(), "Ada");
  await ada.get("/appointments/new");
  assertNotEquals(await ada.session((session) => session.get("_csrf")), secret);
  const { status, text } = await ada.post("/appointments/new", { csrf_token: before });
  assertEquals(status, 403);
  assertStringIncludes(text, "Your session has changed since this page was opened");
});

const REFUSALS: Record<
  string,
  [tampered: (token: string) => string, headers: object, say: string]
> = {
  "missing": [() => "", {}, "without its security token"],
  "wrong": [() => "hello", {}, "damaged on its way"],
  "of another session": [() => "A".repeat(86), {}, "session has changed"],
  "from another site": [(t) => t, { "sec-fetch-site": "cross-site" }, "sent from another site"],
  "from an unknown place": [(t) => t, { origin: null }, "did not say which site"],
};

for (const [name, [tampered, more, words]] of Object.entries(REFUSALS)) {
  Deno.test(`a form whose token is ${name} gets a page that says so, and leads back to the form`, async () => {
    await using app = await testApp();
    const visitor = app.visitor();
    const csrf_token = tampered(tokenIn((await visitor.get("/login")).text)!);
    const all = Object.entries({ origin: visitor.origin, ...more });
    const headers = all.filter((header): header is [string, string] => header[1] !== null);
    const answer = await visitor.post("/login", { ...LOGIN, csrf_token }, headers);
    assertEquals(answer.status, 403);
    assertStringIncludes(answer.text, words);
    assertStringIncludes(answer.text, 'href="/login"');
    assertStringIncludes(answer.headers.get("content-type")!, "text/html");
    assert(!answer.text.includes(PASSWORD));
  });
}

Deno.test("a form whose session has run out gets a page that says so", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const csrf_token = tokenIn((await visitor.get("/login")).text)!;
  app.wait(31 * 86_400);
  const { status, text } = await visitor.post("/login", { ...LOGIN, csrf_token });
  assertEquals(status, 403);
  assertStringIncludes(text, "Your session ended while this page was open");
});
