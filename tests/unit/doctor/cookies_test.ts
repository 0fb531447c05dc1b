import { assertNoComplaint, BOOK, type Notice, notices } from "../../support/doctor.ts";

const answer = (...cookies: string[]) =>
  ["Request URL: https://book.example/login", "HTTP/1.1 303"].concat(
    cookies.map((cookie) => `Set-Cookie: ${cookie}`),
  ).join("\n");
const HOST = "__Host-session=v; Path=/; Secure; HttpOnly; SameSite=Lax";

const TABLE: Record<string, Notice> = {
  "a Secure cookie over http": {
    env: { ...BOOK, ORIGIN: "http://book.example" },
    pasted: "Request URL: http://book.example/\nSet-Cookie: a=b; Secure",
    level: "wrong",
    text: /"a" is Secure, and the browser came over http:\/\/book\.example: browsers drop/,
    remedy: /over https/,
    silentAt: { pasted: "Request URL: http://book.example/\nSet-Cookie: a=b" },
  },
  "a Secure cookie on localhost, where only Safari drops it": {
    env: {},
    pasted: "Request URL: http://localhost:8000/\nSet-Cookie: a=b; Secure",
    level: "warning",
    text: /"a" is Secure.*Safari/,
    silentAt: { pasted: "Request URL: https://localhost:8000/\nSet-Cookie: a=b; Secure" },
  },
  "that the session cookie is Secure, and the page is not": {
    pasted: "GET / HTTP/1.1\nHost: book.example\nReferer: http://book.example/login",
    level: "wrong",
    text: /"__Host-session" is Secure, and the browser came over http:/,
    silentAt: { pasted: "GET / HTTP/1.1\nHost: book.example\nReferer: https://book.example/" },
  },
  "__Host- with another path": {
    pasted: answer("__Host-session=v; Path=/app; Secure"),
    level: "wrong",
    text: /do not keep the cookie "__Host-session".*must have the path \//,
    silentAt: { pasted: answer(HOST) },
  },
  "__Host- without Secure": {
    pasted: answer("__Host-session=v; Path=/"),
    level: "wrong",
    text: /"__Host-session".*must be Secure/,
    silentAt: { pasted: answer(HOST) },
  },
  "__Host- with a domain": {
    pasted: answer("__Host-session=v; Path=/; Secure; Domain=book.example"),
    level: "wrong",
    text: /"__Host-session".*must not have a domain/,
    silentAt: { pasted: answer("session=v; Path=/; Secure; Domain=book.example") },
  },
  "__Secure- without Secure": {
    pasted: answer("__Secure-a=v"),
    level: "wrong",
    text: /"__Secure-a".*must be Secure/,
    silentAt: { pasted: answer("__Secure-a=v; secure; samesite=LAX; max-age=-1; expires=never") },
  },
  "SameSite=None without Secure": {
    pasted: answer("a=v; SameSite=none"),
    level: "wrong",
    text: /SameSite=None must be Secure/,
    silentAt: { pasted: answer("a=v; SameSite=strict") },
  },
  "the second of two cookies": {
    pasted: answer(HOST, "__Host-b=v"),
    level: "wrong",
    text: /"__Host-b"/,
    silentAt: { pasted: answer(HOST) },
  },
  "a domain that the host is not in": {
    pasted: answer("a=v; Domain=.shop.example"),
    level: "wrong",
    text: /Its domain is "\.shop\.example", and it came from "book\.example"/,
    silentAt: { pasted: answer("a=v; Domain=.book.example") },
  },
  "a cookie of 4,097 bytes that is set": {
    pasted: answer(`session=${"x".repeat(4090)}`),
    level: "wrong",
    text: /"session" takes 4097 bytes; browsers drop one of more than 4,096/,
    silentAt: { pasted: answer(`session=${"%20".repeat(1363)}`) },
  },
  "one that was sent": {
    pasted: `Cookie: a=b; c=${"x".repeat(4096)}`,
    level: "wrong",
    text: /"c" takes 4097 bytes/,
    silentAt: { pasted: `Cookie: a=b; c=${"x".repeat(4095)}` },
  },
};

notices(TABLE);

Deno.test("nothing is wrong with the cookie that the app sets", () =>
  assertNoComplaint(answer(HOST)));
