import { assert, assertEquals, assertFalse } from "@std/assert";
import type { User } from "@/lib/auth/mod.ts";
import { program } from "../support/api.ts";
import { type TestApp, testApp } from "../support/app.ts";
import type { Client } from "../support/client.ts";
import { logLines } from "../support/log_lines.ts";
import { makeAddress, stopAddress } from "../support/private_address.ts";

/** What the line says: the pattern of the route, the status, and whether it was Ada. */
type Told = [route: string, status: number, isAda: boolean];
type Asked = Promise<{ readonly headers: Headers }>;

/** As a server gets it: a `Request` would put right, or refuse to make, what a client may well send. */
function raw({ handler, config }: TestApp, as: { url?: string; method?: string }): Asked {
  const request = new Request(`${config.origins[0]}/`);
  for (const [name, value] of Object.entries(as)) Object.defineProperty(request, name, { value });
  return handler(request);
}

const get = (path: string) => (_: TestApp, ada: Client) => ada.get(path);

const ANSWERS: Record<string, [told: Told, ask: (app: TestApp, ada: Client, user: User) => Asked]> =
  {
    "a page": [["/appointments", 200, true], get("/appointments")],
    "a page of a pattern": [["/appointments/:id", 404, true], get("/appointments/hidden?a=hidden")],
    "a head without a body": [
      ["/appointments", 200, true],
      (_, ada) => ada.send("/appointments", { method: "HEAD" }),
    ],
    "a redirect": [["/login", 303, true], get("/login")],
    "a redirect to the one spelling": [
      ["/login", 308, false],
      (app) => raw(app, { url: "http://localhost:8000//login?hidden" }),
    ],
    "a form with a mistake": [
      ["/appointments/new", 422, true],
      (_, ada) => ada.submit("/appointments/new", {}),
    ],
    "a form without its token": [
      ["/account/delete", 403, true],
      (_, ada) => ada.post("/account/delete", {}),
    ],
    "a form that is too large": [
      ["/login", 413, true],
      (_, ada) => ada.post("/login", { email: "x".repeat(70_000) }),
    ],
    "a form that breaks off": [["/theme", 400, true], (_, ada) => {
      const body = new ReadableStream({
        pull: (controller) => controller.error(new Error("gone")),
      });
      const type = "application/x-www-form-urlencoded";
      const headers = { "content-type": type, "sec-fetch-site": "same-origin" };
      return ada.send("/theme", { method: "POST", body, headers });
    }],
    "a file": [["-", 200, false], get("/styles.css")],
    "a file that the browser has": [["-", 304, false], async (_, ada) => {
      const { headers } = await ada.get("/styles.css");
      return ada.get("/styles.css", { "if-none-match": headers.get("etag")! });
    }],
    "an address where nothing is": [["-", 404, true], get("/hidden/hidden")],
    "a host that is not ours": [
      ["/", 421, false],
      (app) => raw(app, { url: "http://evil.example/" }),
    ],
    "a method that a client made up": [["/", 405, false], (app) => raw(app, { method: "HIDDEN" })],
    "a program with a token": [
      ["/api/me", 200, true],
      async (app, _, user) => (await program(app, user)).get("/api/me"),
    ],
    "a program without one": [["/api/me", 401, false], (app) => app.visitor().get("/api/me")],
    "a calendar that a program follows": [
      ["/calendar/:token.ics", 200, true],
      async (app, ada) => app.visitor().get(await makeAddress(ada)),
    ],
    "a calendar that was stopped": [["/calendar/:token.ics", 404, false], async (app, ada) => {
      const path = await makeAddress(ada);
      await stopAddress(ada);
      return app.visitor().get(path);
    }],
    "a page that meets a bug": [["/appointments", 500, false], async ({ db }, ada) => {
      await db.schema.alterTable("sessions").renameTo("hidden").execute();
      return ada.get("/appointments");
    }],
  };

for (const [what, [told, ask]] of Object.entries(ANSWERS)) {
  Deno.test(`${what} is one line in the log, by its route, and with who it was`, async () => {
    await using app = await testApp();
    const user = await app.person("Ada");
    const { headers } = await ask(app, await app.visitor().as(user), user);
    const lines = logLines(app.lines, "request");
    const [line, ...more] = lines.filter(({ id }) => id === headers.get("x-request-id"));
    assertEquals(more, []);
    assertEquals([line?.route, line?.status, line?.user === user.id], told);
    assertEquals(line!.level, "info");
    assert(typeof line!.ms === "number" && line!.ms >= 0);
    assertFalse(JSON.stringify(line).toLowerCase().includes("hidden"));
  });
}

Deno.test("whoever watches the app leaves no line, unless it is told that something is wrong", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  for (const path of ["/healthz", "/presence"]) assertEquals((await visitor.get(path)).status, 200);
  assertEquals(app.lines, []);
  await visitor.post("/healthz", {});
  assertEquals(logLines(app.lines, "request").length, 1);
});
