import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { type TestApp, testApp } from "../support/app.ts";
import { fc } from "../support/fast_check.ts";
import { UNSEEN } from "../support/log_lines.ts";

const FORMATS = {
  json: /^\{"time":"[-\d:.TZ]+","level":"(info|warn)","event":"[a-z ]+",/,
  pretty: /^\d\d:\d\d:\d\d (WARN )?[a-z][a-z ]+( \w+=("[^"\\]*(\\.[^"\\]*)*"|[^\s"]*))+$/,
};

/** Longer than any line about a request needs to be, in characters. */
const MAX_LINE = 1_000;

/** What a header may hold when it reaches the app: `Headers` refuses line ends, as Deno's server does. */
const header = fc.oneof(
  fc.constantFrom("\x1b[2J", "a\u0085b", '"} {"event":"x"', "x status=200", "\x7f\x9b31m", "é"),
  fc.array(fc.integer({ min: 1, max: 255 }).filter((code) => code !== 10 && code !== 13))
    .map((codes) => String.fromCharCode(...codes)),
  fc.string({ unit: fc.constantFrom("a", "=", " ", '"'), maxLength: 9_000, size: "max" }),
);
const anything = fc.string({ unit: "binary", maxLength: 200 });
const path = fc.oneof(
  anything,
  anything.map((text) => encodeURIComponent(text.toWellFormed())),
  anything.map((text) => `login?next=${text}`),
  anything.map((text) => `appointments/${text}/edit`),
  fc.constantFrom("reset/\u2028", "%0a12:00:00", "calendar/\x1b[2J.ics", "api/me"),
);
const request = fc.record({
  method: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom("GET", "POST", "HEAD", "G\nET") },
    anything,
  ),
  path,
  host: fc.constantFrom("localhost:8000", "localhost:8000", "evil.example", "a b", "[::1"),
  agent: header,
  forwarded: header,
  cookie: header,
  authorization: header,
  body: anything,
});
type Sent = typeof request extends fc.Arbitrary<infer T> ? T : never;

/** As a server would get it: a `Request` refuses some of it, and puts the rest right. */
function asReceived({ method, path, host, body, ...headers }: Sent): Request {
  const form = new URLSearchParams({ email: body, password: body, [body.toWellFormed()]: body });
  const request = new Request("http://localhost:8000/", {
    method: "POST",
    headers: {
      "user-agent": headers.agent,
      "x-forwarded-for": headers.forwarded,
      "cookie": `session=${headers.cookie}`,
      "authorization": headers.authorization,
      "sec-fetch-site": "same-origin",
    },
    body: form,
  });
  Object.defineProperty(request, "method", { value: method });
  Object.defineProperty(request, "url", { value: `http://${host}/${path}` });
  return request;
}

for (const [format, shape] of Object.entries(FORMATS)) {
  Deno.test(`whatever a client sends, it makes one ${format} line of a request, and none that is not ours`, async () => {
    await using app: TestApp = await testApp({ LOG_FORMAT: format, TRUST_PROXY: "on" });
    await fc.assert(
      fc.asyncProperty(request, async (sent) => {
        app.lines.length = 0;
        const answer = await app.handler(asReceived(sent));
        const id = answer.headers.get("x-request-id");
        if (id === null) return; // an address that does not parse: that is told outside of the app
        const own = app.lines.filter((line) => / request |"request"/.test(line));
        assertEquals(own.length, 1, app.lines.join("\n"));
        assert(app.lines.length <= 3, app.lines.join("\n"));
        for (const line of app.lines) {
          assertMatch(line, shape);
          assertFalse(UNSEEN.test(line), JSON.stringify(line));
          assert(line.length <= MAX_LINE, `${line.length} characters`);
          assert(line.includes(id));
        }
      }),
      { numRuns: 150 },
    );
  });
}
