import { assert, assertEquals, assertFalse } from "@std/assert";
import type { User } from "@/lib/auth/mod.ts";
import { ask, program } from "../support/api.ts";
import { type TestApp, testApp } from "../support/app.ts";
import type { Client } from "../support/client.ts";
import { type LogLine, logLines } from "../support/log_lines.ts";
import { flipped } from "../support/flipped.ts";

/** Who comes from an address that the proxy tells. */
const FROM = "198.51.100.7";
const UNKNOWN = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

interface Scene {
  readonly app: TestApp;
  readonly user: User;
  readonly ada: Client;
  readonly stranger: Client;
}

/** What somebody does, and what is told of it beside the request itself. */
type Case = [does: (scene: Scene) => Promise<unknown>, told: Record<string, unknown>];

const wrong = (who: Client) => who.login("ada@example.org", "a wrong password");

const EVENTS: Record<string, Case> = {
  "a sign-in": [
    ({ stranger }) => stranger.login("ada@example.org"),
    { event: "account", type: "signed_in", user: "Ada", isNewDevice: true },
  ],
  "a sign-in that fails": [
    ({ stranger }) => wrong(stranger),
    { event: "account", level: "warn", type: "refused", user: "Ada", why: "wrong" },
  ],
  "a sign-in of nobody": [
    ({ stranger }) => stranger.login("secret@example.org"),
    { event: "account", level: "warn", type: "refused", user: null, why: "wrong" },
  ],
  "a sign-out": [({ ada }) => ada.logout(), { event: "account", type: "signed_out", user: "Ada" }],
  "a page that nobody is signed in for": [
    ({ stranger }) => stranger.get("/appointments?secret"),
    { event: "account", level: "info", type: "unauthorized", user: null },
  ],
  "a form from another site": [
    ({ ada }) => ada.post("/logout", {}, { origin: "https://secret.example" }),
    { event: "form refused", level: "warn", why: "cross-site", user: "Ada" },
  ],
  "a form without its token": [
    ({ ada }) => ada.post("/logout", {}),
    { event: "form refused", level: "warn", why: "missing", user: "Ada" },
  ],
  "a form that is too large": [
    ({ ada }) => ada.post("/login", { email: "secret".repeat(20_000) }),
    { event: "body refused", level: "warn", why: "large", user: "Ada" },
  ],
  "a cookie that we did not sign": [({ ada }) => {
    ada.cookies.set("session", flipped(ada.cookies.get("session")!, 5));
    return ada.get("/login");
  }, { event: "cookie refused", level: "warn", why: "forged" }],
  "a page for admins": [
    ({ ada }) => ada.get("/admin/users?secret"),
    { event: "admin refused", level: "warn", user: "Ada" },
  ],
  "a page for admins, asked for by nobody": [
    ({ stranger }) => stranger.get("/admin/users"),
    { event: "admin refused", level: "warn", user: null },
  ],
  "a program without a token": [
    ({ app }) => ask(app, "GET", "/api/me", { headers: { "x-forwarded-for": FROM } }),
    { event: "api refused", level: "warn", why: "no token" },
  ],
  "a program that may only read": [
    async ({ app, user }) => {
      const reader = await program(app, user, { scope: "read" });
      await reader.send("POST", "/api/appointments", {}, { "x-forwarded-for": FROM });
    },
    { event: "api refused", level: "warn", why: "scope" },
  ],
  "a link that is dead": [
    ({ stranger }) => stranger.get(`/reset/${UNKNOWN}`),
    { event: "link refused", level: "warn", why: "dead" },
  ],
  "a private address that is none": [
    ({ stranger }) => stranger.get(`/calendar/${UNKNOWN}.ics`),
    { event: "calendar refused", level: "warn", why: "unknown" },
  ],
  "an Undo that we did not sign": [
    ({ ada }) =>
      ada.submit(
        "/appointments",
        { undo: `${crypto.randomUUID()}.9999999999999.${UNKNOWN}` },
        "/appointments/undo",
      ),
    { event: "undo refused", level: "warn", why: "forged", user: "Ada" },
  ],
  "a host that is not ours": [
    ({ app }) => {
      const headers = { "x-forwarded-for": FROM };
      return app.handler(new Request("http://secret.example/", { headers }));
    },
    { event: "host refused", level: "warn", why: "unknown" },
  ],
};

/** Ada is signed in, and somebody else is not; both come by way of a proxy. */
async function scene(): Promise<Scene & AsyncDisposable> {
  const app = await testApp({ TRUST_PROXY: "on" });
  const user = await app.person("Ada");
  const at = (who: Client) => Object.assign(who, { address: FROM });
  const ada = at(await app.visitor().as(user));
  return {
    app,
    user,
    ada,
    stranger: at(app.visitor()),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}

/** Every line about a request names it, so that it can be found with all others about it. */
function assertJoined(lines: LogLine[], told: LogLine): void {
  const own = lines.filter(({ event, id }) => event === "request" && id === told.id);
  assertEquals(own.length, 1, JSON.stringify(told));
}

for (const [what, [does, { user: who, ...told }]] of Object.entries(EVENTS)) {
  Deno.test(`${what} is a line of its own, which says from where it came and to which request it belongs`, async () => {
    await using stage = await scene();
    const { app, user } = stage;
    app.lines.length = 0;
    await does(stage);
    const lines = logLines(app.lines);
    const line = lines.filter(({ event, type }) => event === told.event && type === told.type);
    assertEquals(line.length, 1, app.lines.join("\n"));
    for (const [name, value] of Object.entries(told)) assertEquals(line[0]![name], value, name);
    if (who !== undefined) assertEquals(line[0]!.user, who === "Ada" ? user.id : null);
    assertEquals(line[0]!.address, FROM);
    assertJoined(lines, line[0]!);
    assertFalse(/secret|ada@|wrong password|0123456789abc/.test(app.lines.join("\n")));
  });
}

Deno.test("whoever tried too often is a line, beside that of the account", async () => {
  await using stage = await scene();
  const { app, stranger } = stage;
  for (let i = 0; i < 11; i++) await wrong(stranger);
  const [line, ...more] = logLines(app.lines, "throttled");
  assert(line && line.level === "warn" && line.address === FROM);
  assertEquals(more.map(({ why }) => why), more.map(() => "often"));
  assertEquals(logLines(app.lines, "account").at(-1)?.why, "throttled");
  assertJoined(logLines(app.lines), line);
});

Deno.test("what is done after the answer has left is told with the request that asked for it", async () => {
  await using stage = await scene();
  const { app, stranger } = stage;
  app.lines.length = 0;
  const { headers } = await stranger.submit("/forgot", { email: "ada@example.org" });
  await app.background.idle();
  const told = logLines(app.lines, "account").find(({ type }) => type === "reset_requested");
  assertEquals([told?.id, told?.by], [headers.get("x-request-id"), "owner"]);
});
