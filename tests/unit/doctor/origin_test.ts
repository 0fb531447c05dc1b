import { type Notice, notices } from "../../support/doctor.ts";

const form = (...headers: string[]) =>
  ["POST /login HTTP/1.1", "Host: book.example", ...headers].join("\n");
const OURS = "Origin: https://book.example";

const TABLE: Record<string, Notice> = {
  "an Origin that is not ORIGIN, and tells both": {
    pasted: "Origin: https://www.book.example",
    level: "wrong",
    text:
      /^ORIGIN is "https:\/\/book\.example", but the browser sent Origin "https:\/\/www\.book\.example": every form is refused\.$/,
    remedy: /^Set ORIGIN to the address that people use, or redirect one to the other\.$/,
    silentAt: { pasted: OURS },
  },
  "that only http and https differ": {
    pasted: form("Origin: http://book.example"),
    level: "wrong",
    text: /but the browser sent Origin "http:/,
    remedy: /Only http and https differ/,
    silentAt: { pasted: form(OURS) },
  },
  "that a form stands on a page of somebody else": {
    pasted: form("Origin: https://evil.example"),
    level: "wrong",
    text: /sent Origin "https:\/\/evil\.example"/,
    remedy: /somebody else's page sent the form, and refusing it is right\.$/,
    silentAt: { pasted: form(OURS) },
  },
  "that ORIGIN is not set, and which addresses count then": {
    env: {},
    pasted: "Origin: https://book.example",
    level: "wrong",
    text: /^ORIGIN is not set \(so http:\/\/localhost:8000 or http:\/\/127\.0\.0\.1:8000\), but/,
    silentAt: { pasted: "Origin: http://127.0.0.1:8000" },
  },
  "an Origin that fits": {
    pasted: OURS,
    level: "fine",
    text: /^The browser sent Origin "https:\/\/book\.example", as set\.$/,
    silentAt: { pasted: "Origin: https://www.book.example" },
  },
  "an Origin that is hidden": {
    pasted: form("Origin: null"),
    level: "wrong",
    text: /Origin "null"/,
    remedy: /no-referrer.*sandboxed frame.*redirect/,
    silentAt: { pasted: form(OURS) },
  },
  "a form without Origin and Sec-Fetch-Site": {
    pasted: form("Cookie: a=b"),
    level: "wrong",
    text: /neither Origin nor Sec-Fetch-Site/,
    silentAt: { pasted: form("Sec-Fetch-Site: same-origin") },
  },
  "that what came from another site may be a form, unless it is known to be none": {
    pasted: "Sec-Fetch-Site: cross-site",
    level: "wrong",
    text: /Sec-Fetch-Site|neither Origin/,
    silentAt: { pasted: "GET / HTTP/1.1\nHost: book.example\nSec-Fetch-Site: cross-site" },
  },
  "a form from another site": {
    pasted: form("Sec-Fetch-Site: cross-site", OURS),
    level: "wrong",
    text: /Sec-Fetch-Site "cross-site".*another site.*\(https:\/\/book\.example\)/,
    silentAt: { pasted: form("Sec-Fetch-Site: same-origin", OURS) },
  },
  "a form from a sibling domain": {
    pasted: form("Sec-Fetch-Site: same-site"),
    level: "wrong",
    text: /"same-site".*another host of the same domain/,
    silentAt: { pasted: form("Sec-Fetch-Site: none") },
  },
  "a Referrer-Policy that hides the origin of the next form": {
    pasted: "HTTP/1.1 200 OK\nReferrer-Policy: no-referrer",
    level: "warning",
    text: /Referrer-Policy "no-referrer"/,
    silentAt: { pasted: "HTTP/1.1 200 OK\nReferrer-Policy: no-referrer, same-origin" },
  },
  "that an app elsewhere took a form which these settings refuse": {
    pasted: form("Origin: https://www.book.example") + "\nHTTP/1.1 303 See Other",
    level: "warning",
    text: /Origin "[^"]+", and the form was taken: the app runs with other settings than these\.$/,
    silentAt: { pasted: form(OURS) + "\nHTTP/1.1 303 See Other" },
  },
  "that an app on this machine took one, and takes that for wrong": {
    pasted:
      "POST /login HTTP/1.1\nHost: localhost:8000\nOrigin: http://localhost:8000\nHTTP/1.1 303",
    level: "wrong",
    text: /Origin "http:\/\/localhost:8000", and the form was taken/,
    silentAt: { env: { PORT: "8000" } },
  },
};

notices(TABLE);
