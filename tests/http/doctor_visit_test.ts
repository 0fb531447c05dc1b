import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import type { Finding } from "@/lib/doctor/mod.ts";
import { NOW, SECRET } from "../support/constants.ts";
import { type Proxy, saidOfVisit, type Stage } from "../support/doctor_visit.ts";

const complaintsOf = (findings: Finding[]) => findings.filter(({ level }) => level !== "fine");

Deno.test("an app that is well gets nothing but ticks, and its form is tried without a trace", async () => {
  const { findings, lines } = await saidOfVisit({});
  assertEquals(complaintsOf(findings), []);
  const texts = findings.map(({ text }) => text).join("\n");
  assertMatch(texts, /^A form of http:\/\/localhost:\d+ is accepted\.$/m);
  assertMatch(texts, /"session" \(\d+ characters\) is ours: signed .* under the current key\.$/m);
  assertMatch(texts, /clock and this one agree/);
  const asked = lines.map((line) => JSON.parse(line)).map(({ method, route, status }) =>
    [method, route, status].join(" ")
  );
  assertEquals(asked, ["GET /login 200", "POST /logout 303", "GET /login 200"]);
});

/** Changes the headers of each answer. */
const changing = (change: (headers: Headers) => void): Proxy => async (request, app) => {
  const response = await app(request);
  const changed = new Response(response.body, response);
  change(changed.headers);
  return changed;
};

const elsewhere = { ORIGIN: "https://book.example" };

const TROUBLES: Record<string, [stage: Stage, level: Finding["level"], ...texts: RegExp[]]> = {
  "an ORIGIN that is another": [
    { app: elsewhere },
    "wrong",
    /ORIGIN is "https:\/\/book\.example", and the browser asked for host "localhost:\d+", which is answered 421/,
  ],
  "other settings than the doctor's": [
    { doctor: elsewhere },
    "wrong",
    /asked for host "localhost:\d+", which was answered: the app runs with other settings/,
    /sent Origin "http:\/\/localhost:\d+", and the form was taken: the app runs with other settings/,
    /^No session cookie "__Host-session" .*the form was taken/,
  ],
  "another key than the doctor's": [
    { doctor: { SECRET_KEY: `${SECRET}-other` } },
    "wrong",
    /was taken, and no key here has signed it/,
  ],
  "something that takes its cookies away": [
    { proxy: changing((headers) => headers.delete("set-cookie")) },
    "wrong",
    /holds a form, but no cookie came with it/,
  ],
  "something that breaks its cookies": [
    {
      proxy: changing((headers) => {
        const cookie = headers.get("set-cookie");
        if (cookie) headers.set("set-cookie", `${cookie}; Domain=book.example`);
      }),
    },
    "wrong",
    /do not keep the cookie "session".*Its domain is "book\.example"/,
    /^A form of http:\/\/localhost:\d+ is refused, with status 403\.$/,
    /^No session cookie "session" came with the request: a form is refused/,
  ],
  "something that hides Origin and Sec-Fetch-Site": [
    {
      proxy: (request, app) => {
        const headers = new Headers(request.headers);
        headers.delete("origin");
        headers.delete("sec-fetch-site");
        const { url, method, body } = request;
        return app(new Request(url, { method, headers, body }));
      },
    },
    "wrong",
    /is refused, with status 403/,
  ],
  "a Referrer-Policy that was changed": [
    { proxy: changing((headers) => headers.set("referrer-policy", "no-referrer")) },
    "warning",
    /Referrer-Policy "no-referrer"/,
  ],
  "a wrong clock": [
    {
      proxy: changing((headers) => headers.set("date", new Date(NOW - 600_000).toUTCString())),
    },
    "wrong",
    /clock is 10 minutes behind/,
  ],
  "trust in anybody": [
    { app: { TRUST_PROXY: "on" } },
    "warning",
    /believes what anybody says in X-Forwarded-Host/,
  ],
  "another program in its place": [
    { proxy: () => new Response("<h1>It works!</h1>") },
    "wrong",
    /with status 200, is not this app/,
  ],
  "a proxy that finds no app": [
    { proxy: () => new Response("Bad Gateway", { status: 502 }) },
    "wrong",
    /with status 502, is not this app/,
  ],
  "a proxy that meets itself": [
    { proxy: ({ url }) => Response.redirect(url, 301) },
    "wrong",
    /redirects again and again/,
  ],
  "a redirect that leads to no page": [
    { proxy: () => new Response(null, { status: 302, headers: { location: "file:///x" } }) },
    "wrong",
    /is answered 302, but leads to no address/,
  ],
  "a session cookie that is kept for another path": [
    { app: { SESSION_COOKIE_PATH: "/book" } },
    "wrong",
    /^A form of http:\/\/localhost:\d+ is refused, with status 403\.$/,
    /^No session cookie "session" came with the request: a form is refused/,
  ],
  "an address that is none": [
    { path: "/nothing" },
    "wrong",
    /The page is answered with status 404/,
  ],
  "a page without a form": [{ path: "/" }, "warning", /holds no form/],
};

for (const [what, [stage, level, ...texts]] of Object.entries(TROUBLES)) {
  Deno.test(`the doctor finds ${what}`, async () => {
    const { findings } = await saidOfVisit(stage);
    for (const text of texts) {
      const found = findings.find((finding) => text.test(finding.text));
      assertEquals(found?.level, level, Deno.inspect(findings));
    }
  });
}

Deno.test("an address that leads to another is followed with its cookies, and both are told", async () => {
  const { findings } = await saidOfVisit({
    path: "/appointments",
    proxy: (request, app) => {
      const url = new URL(request.url);
      if (url.hostname === "localhost") return app(request);
      url.hostname = "localhost";
      return Response.redirect(url);
    },
  });
  assertEquals(complaintsOf(findings), [], "the guard of /appointments leads to /login");
  const sent: string[] = [];
  const { findings: moved } = await saidOfVisit({
    proxy: (request, app) => {
      const url = new URL(request.url);
      if (url.hostname === "127.0.0.1") {
        sent.push(request.headers.get("cookie") ?? "");
        return app(request);
      }
      url.hostname = "127.0.0.1";
      const headers = { location: url.href, "set-cookie": "planted=x" };
      return new Response(null, { status: 307, headers });
    },
  });
  const [redirect] = complaintsOf(moved);
  assertMatch(redirect!.text, /^http:\/\/localhost:\d+ redirects to http:\/\/127\.0\.0\.1:\d+\.$/);
  assertFalse(sent.join().includes("planted"), "cookies of one host are none of another");
  assert(moved.some(({ text }) => /127\.0\.0\.1:\d+ is accepted/.test(text)));
});

Deno.test("what is said of an address holds neither token nor cookie", async () => {
  let secrets: string[] = [];
  const { findings } = await saidOfVisit({
    doctor: elsewhere,
    proxy: async (request, app) => {
      const response = await app(request);
      const text = await response.text();
      const token = /name="csrf_token" value="([^"]+)"/.exec(text)?.[1];
      const cookie = /=([^;]+)/.exec(response.headers.get("set-cookie") ?? "")?.[1];
      secrets = [...secrets, token, cookie].filter((secret) => secret !== undefined);
      return new Response(response.status === 303 ? null : text, response);
    },
  });
  assertEquals(secrets.length >= 2, true);
  for (const secret of secrets) assertFalse(JSON.stringify(findings).includes(secret));
});
