import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { buildFor, testApp } from "../support/app.ts";

const development = await buildFor("development");
const HEADING = "What the doctor says (shown in development only)";

const REFUSALS: Record<string, [headers: Record<string, string>, reason: string, said: RegExp]> = {
  "another origin": [
    { origin: "http://localhost:3000" },
    "cross-site",
    /ORIGIN is not set \(so .*\), but the browser sent Origin (&quot;|")http:\/\/localhost:3000/,
  ],
  "silence about the origin": [{}, "no-origin", /neither Origin nor Sec-Fetch-Site/],
  "a missing token": [
    { origin: "http://localhost:8000" },
    "missing",
    /held no csrf_token.*&lt;CsrfField token=/,
  ],
};

for (const [what, [headers, reason, said]] of Object.entries(REFUSALS)) {
  Deno.test(`in development the refusal for ${what} shows what the doctor says`, async () => {
    await using app = await testApp({}, development);
    const { status, text } = await app.visitor().post("/login", {}, headers);
    assertEquals(status, 403);
    assertStringIncludes(text, HEADING);
    assertMatch(text, said);
    assertEquals(text.indexOf("<h1"), text.search(/<h[1-6]/), "the headings are in order");
  });

  Deno.test(`in production it shows nothing of ${what}, and the log has the reason`, async () => {
    await using app = await testApp();
    const { text, headers: answered } = await app.visitor().post("/login", {}, headers);
    assertFalse(text.includes("doctor"));
    const refused = app.lines.map((line) => JSON.parse(line))
      .filter(({ event }) => event === "form refused");
    const id = answered.get("x-request-id");
    assertEquals(refused.map(({ id, why }) => ({ id, why })), [{ id, why: reason }]);
  });
}

Deno.test("what the doctor says of other requests is nobody's matter", async () => {
  await using app = await testApp({}, development);
  const visitor = app.visitor();
  for (const path of ["/nothing", "/login"]) {
    assertFalse((await visitor.get(path)).text.includes("doctor"), path);
  }
});

Deno.test("the page of a refusal holds neither a cookie's value nor the key", async () => {
  await using app = await testApp({}, development);
  const visitor = app.visitor();
  await visitor.get("/login");
  const value = visitor.cookies.get("session")!;
  const { text } = await visitor.post("/login", { csrf_token: "x" });
  assertStringIncludes(text, HEADING);
  for (const secret of [value, ...app.config.secrets]) assertFalse(text.includes(secret));
});
