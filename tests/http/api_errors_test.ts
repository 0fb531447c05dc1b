import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type ApiAnswer, ask, JSON_DENTIST, program } from "../support/api.ts";
import { testApp } from "../support/app.ts";

/** What every problem has (RFC 9457 §3.1). */
function assertProblem({ status, headers, json }: ApiAnswer, expected: number): void {
  assertEquals(headers.get("content-type"), "application/problem+json");
  assertEquals([status, json.status, json.type], [expected, expected, "about:blank"]);
  assertEquals(json.request_id, headers.get("x-request-id"));
  assert(json.title && json.detail);
}

const REALM = 'Bearer realm="Cloakroom"';
const UNKNOWN = `clk_${"x".repeat(43)}`;

const REFUSED: [authorization: string | null, status: number, challenge: string][] = [
  [null, 401, REALM],
  ["Basic YWRhOnNlY3JldA==", 401, REALM],
  [UNKNOWN, 401, REALM],
  [`Basic x, Bearer ${UNKNOWN}`, 401, REALM],
  ["Bearer", 400, `${REALM}, error="invalid_request"`],
  [`Bearer ${UNKNOWN} ${UNKNOWN}`, 400, `${REALM}, error="invalid_request"`],
  [`Bearer ${UNKNOWN}, Bearer ${UNKNOWN}`, 400, `${REALM}, error="invalid_request"`],
  [`Bearer "${UNKNOWN}"`, 400, `${REALM}, error="invalid_request"`],
  [`Bearer ${UNKNOWN}`, 401, `${REALM}, error="invalid_token"`],
  ["bearer x", 401, `${REALM}, error="invalid_token"`],
];

for (const [authorization, expected, challenge] of REFUSED) {
  Deno.test(`the header "Authorization: ${authorization}" is refused with ${expected}`, async () => {
    await using app = await testApp();
    const headers: HeadersInit = authorization === null ? {} : { authorization };
    for (const method of ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await ask(app, method, "/api/me", { headers });
      assertEquals([answer.status, answer.headers.get("www-authenticate")], [expected, challenge]);
      if (method !== "HEAD") assertProblem(answer, expected);
    }
  });
}

Deno.test("the scheme is Bearer in any case, and tokens are taken from nowhere else", async () => {
  await using app = await testApp();
  const { token } = await program(app, await app.person("Ada"));
  for (const scheme of ["Bearer", "bearer", "BEARER", "bEaReR "]) {
    const headers = { authorization: `${scheme} ${token}` };
    assertEquals((await ask(app, "GET", "/api/me", { headers })).status, 200, scheme);
  }
  assertProblem(await ask(app, "GET", `/api/me?access_token=${token}`), 401);
  const body = new URLSearchParams({ access_token: token });
  assertProblem(await ask(app, "POST", "/api/appointments", { body }), 401);
});

Deno.test("a token that may read changes nothing, and is told which scope it lacks", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  const writer = await program(app, ada);
  const reader = await program(app, ada, { scope: "read" });
  const { json } = await writer.send("POST", "/api/appointments", JSON_DENTIST);
  const one = `/api/appointments/${json.id}`;
  const tries = [["POST", "/api/appointments"], ["PUT", one], ["DELETE", one], ["PATCH", one]];
  for (const [method, path] of tries) {
    const answer = await reader.send(method!, path!, { ...JSON_DENTIST, title: "Changed" });
    assertProblem(answer, 403);
    assertEquals(
      answer.headers.get("www-authenticate"),
      `${REALM}, error="insufficient_scope", scope="write"`,
    );
  }
  assertEquals((await reader.get("/api/appointments")).json.appointments, [json]);
});

Deno.test("an unknown address is a problem, with a token and without one", async () => {
  await using app = await testApp();
  const { get, send } = await program(app, await app.person("Ada"));
  for (const path of ["/api", "/api/nothing", "/api/me/more", "/api/appointments/x/edit"]) {
    assertProblem(await get(path), 404);
    assertProblem(await send("POST", path, {}), 404);
    assertProblem(await ask(app, "GET", path), 404);
  }
  const page = await app.visitor().get("/apis");
  assertStringIncludes(page.headers.get("content-type")!, "text/html", "not below /api");
});

const ALLOWED = {
  "/api/me": "GET, HEAD, OPTIONS",
  "/api/appointments": "GET, POST, HEAD, OPTIONS",
  "/api/appointments/x": "GET, PUT, DELETE, HEAD, OPTIONS",
};

for (const [path, allow] of Object.entries(ALLOWED)) {
  Deno.test(`${path} takes only ${allow}`, async () => {
    await using app = await testApp();
    const { send } = await program(app, await app.person("Ada"));
    const allowed = allow.split(", ");
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      if (allowed.includes(method)) continue;
      const answer = await send(method, path, {});
      assertProblem(answer, 405);
      assertEquals(answer.headers.get("allow"), allow);
    }
    const options = await send("OPTIONS", path);
    assertEquals([options.status, options.headers.get("allow")], [204, allow]);
  });
}

Deno.test("a body that is no JSON, broken or too large is refused", async () => {
  await using app = await testApp();
  const { token } = await program(app, await app.person("Ada"));
  const post = (body: BodyInit, type = "application/json") => {
    const headers = { authorization: `Bearer ${token}`, "content-type": type };
    return ask(app, "POST", "/api/appointments", { body, headers });
  };
  assertProblem(await post("title=x", "application/x-www-form-urlencoded"), 415);
  assertProblem(await post(JSON.stringify(JSON_DENTIST), "text/plain"), 415);
  for (const broken of ["", "{", '{"title":}', "{'title':'x'}", "[".repeat(60_000)]) {
    assertProblem(await post(broken), 400);
  }
  assertProblem(await post(new Uint8Array([0x22, 0xff, 0x22])), 400);
  const large = await post(JSON.stringify({ ...JSON_DENTIST, description: "x".repeat(70_000) }));
  assertProblem(large, 413);
  assertStringIncludes(large.json.detail, "64 KB");
});

Deno.test("when the database fails, the problem says so without a detail, and the log has them all", async () => {
  await using app = await testApp();
  const { get } = await program(app, await app.person("Ada"));
  await app.db.schema.dropTable("appointments").execute();
  const answer = await get("/api/appointments");
  assertProblem(answer, 500);
  assertEquals(answer.json.detail, "Something went wrong on our side.");
  const line = app.lines.find((line) => line.includes('"event":"failed"'))!;
  assertStringIncludes(line, answer.json.request_id);
  assertMatch(line, /sqlite_dialect\.ts|libsql/); // where it happened; runtimes differ in what they call it
});
