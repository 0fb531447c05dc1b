import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { logLines } from "../support/log_lines.ts";
import { OtlpReceiver, type Span } from "../support/otlp.ts";
import { makeAddress } from "../support/private_address.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import type { Visitor } from "../support/visitor.ts";
import { until } from "../support/waiting.ts";

await build();

const EMAIL = "ada@example.org";
const UNKNOWN = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

interface Seen {
  readonly receiver: OtlpReceiver;
  readonly app: AppProcess;
  /** Whatever nobody who looks at it may learn. */
  readonly secrets: readonly string[];
}

let seen: Promise<Seen> | undefined;

/** One run for all tests. */
function watched(): Promise<Seen> {
  return seen ??= watch();
}

async function watch(): Promise<Seen> {
  await using receiver = new OtlpReceiver();
  let app!: AppProcess;
  let secrets: string[] = [];
  await inNewFolder(async (folder) => {
    await using process = new AppProcess(folder, freePort(), {
      LOG_FORMAT: "json",
      ...receiver.env,
    });
    app = await process.ready();
    const ada = app.visitor();
    secrets = [...await signIn(app, ada), ...await lookAround(app, ada)];
    assertEquals(await app.stop(), 0);
  });
  return { receiver, app, secrets };
}

/** Ada signs up, mistypes, and is back; somebody else tries too often. */
async function signIn(app: AppProcess, ada: Visitor): Promise<string[]> {
  await ada.register("Ada");
  await ada.logout();
  await ada.login(EMAIL, "a secret that is wrong");
  assertEquals((await ada.login(EMAIL)).status, 303);
  const stranger = app.visitor();
  for (let tries = 0; tries < 10; tries++) await stranger.login("bo@example.org", "a secret guess");
  assertEquals((await stranger.login("bo@example.org", "a secret guess")).status, 429);
  await stranger.post("/login", {});
  return ["a secret", "plum orbit", EMAIL, "bo@example.org", ...ada.cookies.values()];
}

/** She looks at this and that, and follows a link that was mailed to her. */
async function lookAround(app: AppProcess, ada: Visitor): Promise<string[]> {
  const fields = {
    title: "A secret visit",
    starts_at: "2099-01-05T09:30",
    ends_at: "2099-01-05T10:00",
  };
  assertEquals((await ada.submit("/appointments/new", fields)).status, 303);
  const { text } = await ada.get("/appointments");
  const [path] = /\/appointments\/[\w-]{36}/.exec(text)!;
  await ada.get(`${path}?hidden=query`);
  const calendar = await makeAddress(ada);
  await app.visitor().get(calendar);
  const visitor = app.visitor();
  await visitor.submit("/forgot", { email: EMAIL });
  const reset = await mailedLink(visitor);
  assertEquals((await visitor.get(reset)).status, 200);
  await visitor.get(`/verify/${UNKNOWN}`);
  await visitor.get(`/login?next=${encodeURIComponent("/appointments?hidden=next")}`);
  await visitor.get("/nothing/hidden");
  await fetch(`http://localhost:${app.port}/hidden`, { method: "SECRET" }).then((r) =>
    r.body?.cancel()
  );
  return [path, calendar, reset].map((path) => /[\w-]{36,}/.exec(path)![0]);
}

async function mailedLink(visitor: Visitor): Promise<string> {
  const look = async () => /\/reset\/[\w-]{43}/.exec((await visitor.get("/dev/outbox")).text);
  const [path] = await until("a mail with a link", look);
  return path;
}

const named = (spans: readonly Span[], name: string) => spans.filter((span) => span.name === name);

Deno.test("spans of requests are named by the pattern of their route", async () => {
  const { receiver: { spans } } = await watched();
  const requests = spans.filter(({ kind }) => kind === 2);
  const names = new Set(requests.map(({ name }) => name));
  for (
    const name of [
      "POST /login",
      "GET /appointments",
      "GET /appointments/:id",
      "GET /reset/:token",
      "GET /verify/:token",
      "GET /calendar/:token.ics",
    ]
  ) assert(names.has(name), `${name} among ${[...names].join(", ")}`);
  for (const { name } of requests) assertMatch(name, /^([A-Z]+ \/[\w/:.]*|GET|HTTP)$/);
  const [odd] = named(spans, "HTTP");
  assertEquals(odd?.attributes["http.request.method"], "_OTHER");
  for (const { name, attributes } of named(spans, "GET /appointments/:id")) {
    assertEquals(attributes["http.route"], "/appointments/:id", name);
  }
});

Deno.test("a span of a request leads to its line in the log and back, and says by which account", async () => {
  const { receiver: { spans }, app } = await watched();
  const [span] = named(spans, "GET /appointments/:id");
  const line = logLines(app.output, "request")
    .find(({ id }) => id === span!.attributes["cloakroom.request.id"]);
  assertEquals([line?.route, line?.trace], ["/appointments/:id", span!.traceId]);
  assertEquals(line?.user, span!.attributes["enduser.pseudo.id"]);
  assertMatch(String(line?.user), /^[\da-f-]{36}$/);
});

Deno.test("a request shows what the database and the hashing of passwords took of its time", async () => {
  const { receiver: { spans } } = await watched();
  const partsOf = ({ spanId }: Span) => spans.filter(({ parentSpanId }) => parentSpanId === spanId);
  const page = named(spans, "GET /appointments").at(-1)!;
  const queries = partsOf(page).filter(({ attributes }) => attributes["db.query.text"]);
  assert(queries.some(({ name }) => name === "SELECT sessions"), JSON.stringify(partsOf(page)));
  for (const { attributes } of queries) {
    assertEquals(attributes["db.system.name"], "sqlite");
    assertMatch(String(attributes["db.query.text"]), /\?|^(begin|commit)/);
  }
  const names = named(spans, "POST /login").flatMap(partsOf).map(({ name }) => name);
  for (const name of ["password wait", "password hash"]) assert(names.includes(name), name);
});

Deno.test("sign-ins, refusals and throttles are counted", async () => {
  const { receiver: { points } } = await watched();
  const counts = points.filter(({ metric }) => /^cloakroom\.(?!password)/.test(metric))
    .map((
      { metric, attributes, count },
    ) => [metric.slice(10), ...Object.values(attributes).sort(), count]);
  for (
    const expected of [
      ["sign_ins", 2],
      ["refusals", "password", "wrong", 11],
      ["refusals", "password", "throttled", 1],
      ["refusals", "form", "missing", 1],
      ["refusals", "dead", "link", 1],
      ["throttles", "/login", 1],
      ["account_events", "signed_out", 1],
    ]
  ) {
    assert(
      counts.some((each) => each.join() === expected.join()),
      `${expected}: ${counts.join("\n")}`,
    );
  }
  const measured = (name: string) =>
    points.filter(({ metric }) => metric === name).reduce((sum, { count }) => sum + count, 0);
  assertEquals(
    measured("cloakroom.password.wait"),
    13,
    "one of a registration and twelve of sign-ins",
  );
  assert(measured("db.client.operation.duration") > 50);
});

Deno.test("lines of the log go along, and nothing that is exported holds a secret or an address", async () => {
  const { receiver, secrets } = await watched();
  assert(receiver.lines.some((line) => line.includes('"event":"request"')));
  const all = receiver.bodies.join("\n");
  for (const secret of [...secrets, UNKNOWN, "hidden"]) {
    const at = all.indexOf(secret);
    assertFalse(at !== -1, all.slice(Math.max(0, at - 300), at + 50));
  }
});
