import { assertEquals, assertMatch } from "@std/assert";
import { evidenceOf, examine } from "@/lib/doctor/mod.ts";
import { BOOK, type Notice, notices, saidOf, settingsOf } from "../../support/doctor.ts";

const TRUSTING = { ...BOOK, TRUST_PROXY: "on" };
const HTTPS = "Host: book.example\nX-Forwarded-Proto: https";

const TABLE: Record<string, Notice> = {
  "a proxy that says https while TRUST_PROXY is off": {
    pasted: HTTPS,
    level: "wrong",
    text: /A proxy says that the browser came over https, but TRUST_PROXY is off/,
    remedy: /^Set TRUST_PROXY=on/,
    silentAt: { env: TRUSTING },
  },
  "a proxy that says https in the standard way": {
    pasted: 'Forwarded: for=192.0.2.1;proto="https";by=203.0.113.43',
    level: "wrong",
    text: /came over https, but TRUST_PROXY is off/,
    silentAt: { pasted: "Forwarded: for=192.0.2.1;proto=http" },
  },
  "that a proxy says https, and ORIGIN is not set either": {
    env: {},
    pasted: "X-Forwarded-Proto: https, http",
    level: "wrong",
    text: /TRUST_PROXY is off/,
    remedy: /and ORIGIN to the https address/,
    silentAt: { pasted: "X-Forwarded-Proto: http, https" },
  },
  "a proxy that speaks only what TRUST_PROXY does not read": {
    env: TRUSTING,
    pasted: "Host: book.example\nForwarded: proto=https",
    level: "warning",
    text: /sends Forwarded, but not X-Forwarded-Proto/,
    silentAt: { pasted: `${HTTPS}\nForwarded: proto=https` },
  },
  "that TRUST_PROXY is on, and nothing is forwarded": {
    env: TRUSTING,
    pasted: "Host: book.example",
    level: "warning",
    text: /TRUST_PROXY is on, but these headers, if the app got them so, came without X-Forwarded/,
    remedy: /TRUST_PROXY=off/,
    silentAt: { pasted: HTTPS },
  },
  "a host that is not ours": {
    pasted: "Host: www.book.example",
    level: "wrong",
    text:
      /^ORIGIN is "https:\/\/book\.example", and the browser asked for host "www\.book\.example", which is answered 421/,
    remedy: /^Set ORIGIN to the address that people use/,
    silentAt: { pasted: "Host: book.example" },
  },
  "a proxy that keeps the host to itself": {
    pasted: "Host: 10.0.0.7:8000\nX-Forwarded-Host: book.example",
    level: "wrong",
    text: /asked for host "10\.0\.0\.7:8000"/,
    remedy: /X-Forwarded-Host that it was "book\.example": set TRUST_PROXY=on/,
    silentAt: { env: TRUSTING },
  },
  "a host that a trusted proxy names, and that is not ours": {
    env: TRUSTING,
    pasted: "Host: book.example\nX-Forwarded-Host: shop.example",
    level: "wrong",
    text: /asked for host "shop\.example"/,
    silentAt: { env: BOOK },
  },
  "another port, but not the usual one": {
    pasted: "Request URL: https://book.example:8443/",
    level: "wrong",
    text: /asked for host "book\.example:8443"/,
    silentAt: { pasted: "Request URL: https://book.example:443/\nHost: book.example:443" },
  },
  "that another app than these settings' answered 421": {
    pasted: "Host: book.example\nHTTP/1.1 421 Misdirected Request",
    level: "warning",
    text: /which was answered 421: the app runs with other settings/,
    silentAt: { pasted: "Host: book.example\nHTTP/1.1 200 OK" },
  },
  "that an app which does not refuse the host has other settings": {
    pasted: "Host: shop.example\nHTTP/1.1 200 OK",
    level: "warning",
    text: /which was answered: the app runs with other settings/,
    silentAt: { pasted: "Host: shop.example\nHTTP/1.1 502 Bad Gateway" },
  },
};

notices(TABLE);

Deno.test("of a request that has come to the app itself it is said without an if", async () => {
  const settings = await settingsOf(TRUSTING);
  const ask = (headers: HeadersInit) => {
    const request = new Request("https://book.example/login", { headers });
    return examine(evidenceOf(request, new URL(request.url)), settings).map(({ text }) => text);
  };
  assertMatch(ask({}).join(), /TRUST_PROXY is on, but this request came without X-Forwarded/);
  const proxied = ask({ "x-forwarded-for": "192.0.2.1" });
  assertEquals(proxied.filter((text) => /TRUST_PROXY/.test(text)), []);
});

Deno.test("what a proxy says goes before the address: a Secure cookie may come through it", async () => {
  const paste = (proto: string) =>
    saidOf(`${proto}\nHost: book.example\nSet-Cookie: __Host-session=x; Path=/; Secure`, TRUSTING);
  assertEquals((await paste("X-Forwarded-Proto: https")).filter((f) => /Secure/.test(f.text)), []);
  assertEquals(
    (await paste("X-Forwarded-Proto: http")).filter((f) => /Secure/.test(f.text)).length,
    1,
  );
});
