import { assert, assertEquals } from "@std/assert";
import { type Evidence, readPasted } from "@/lib/doctor/mod.ts";

/** With plain objects for headers, to compare. */
function read(text: string) {
  return readPasted(text).map(({ request, answer, ...rest }: Evidence) => ({
    ...rest,
    ...(request && { request: Object.fromEntries(request) }),
    ...(answer && { answer: [...answer] }),
  }));
}

const LOGIN = {
  method: "POST",
  host: "book.example",
  path: "/login",
  request: { host: "book.example", cookie: "a=b", origin: "https://book.example" },
};
const REFUSED = { status: 403, answer: [["date", "Sat, 21 Nov 2026 08:15:00 GMT"]] };

const TEXTS: Record<string, [text: string, ...expected: unknown[]]> = {
  "as they travel": [
    "POST /login?next=%2F HTTP/1.1\r\nHost: book.example\r\nCookie: a=b\r\nOrigin: https://book.example\r\n\r\nemail=x",
    LOGIN,
  ],
  "as curl -v shows them": [
    `*   Trying 192.0.2.1:443...
* Connected to book.example
> POST /login HTTP/2
> Host: book.example
> User-Agent: curl/8
> cookie: a=b
> Origin: https://book.example
>
< HTTP/2 403
< date: Sat, 21 Nov 2026 08:15:00 GMT
< content-type: text/html
<
<p>Cookie: monster</p>
* Connection #0 left intact`,
    { ...LOGIN, ...REFUSED },
  ],
  "as Chrome shows them, the answer first": [
    `Request URL:
https://book.example/login?next=%2F
Request Method:
POST
Status Code:
403 Forbidden
Remote Address:
192.0.2.1:443
Referrer Policy:
no-referrer
Response Headers
date:
Sat, 21 Nov 2026 08:15:00 GMT
Request Headers
:authority:
book.example
:method:
POST
:path:
/login
:scheme:
https
cookie:
a=b
origin:
https://book.example`,
    { ...LOGIN, scheme: "https", ...REFUSED },
  ],
  "as newer ones do, without colons": [
    ":authority\nbook.example\n:method\nPOST\n:path\n/login\ncookie\na=b\norigin\nhttps://book.example",
    LOGIN,
  ],
  "raw, the answer first": [
    `HTTP/1.1 403 Forbidden
Date: Sat, 21 Nov 2026 08:15:00 GMT
POST /login HTTP/1.1
Host: book.example
Cookie: a=b
Origin: https://book.example`,
    { ...LOGIN, ...REFUSED },
  ],
  "as a command for curl": [
    `curl 'https://book.example/login' \\
  -H 'accept: text/html' \\
  -b 'a=b' \\
  -H 'origin: https://book.example' \\
  --data-raw 'csrf_token=x&password=y'`,
    { ...LOGIN, scheme: "https" },
  ],
  "as a command for curl on one line": [
    `curl 'https://book.example/login' --compressed -X POST -H 'User-Agent: a -b c' ` +
    `-H "Cookie: a=b" --header 'Origin: https://book.example' --data-raw 'csrf_token=x'`,
    { ...LOGIN, scheme: "https" },
  ],
  "of two requests, one after the other": [
    `> POST /login HTTP/1.1
> Host: book.example
< HTTP/1.1 303 See Other
< Set-Cookie: a=b
< Set-Cookie: c=d
> GET / HTTP/1.1
> Host: book.example
< HTTP/1.1 200 OK`,
    {
      method: "POST",
      host: "book.example",
      path: "/login",
      request: { host: "book.example" },
      status: 303,
      answer: [["set-cookie", "a=b"], ["set-cookie", "c=d"]],
    },
    {
      method: "GET",
      host: "book.example",
      path: "/",
      request: { host: "book.example" },
      status: 200,
      answer: [],
    },
  ],
  "after an answer that only announces another": [
    "HTTP/1.1 100 Continue\n\nHTTP/1.1 403 Forbidden\nAge: 3",
    { status: 403, answer: [["age", "3"]] },
  ],
  "with a cookie a line, as in HTTP/2": ["cookie: a=b\ncookie: c=d", {
    request: { cookie: "a=b; c=d" },
  }],
  "with a value that is missing": ["Origin:\nHost: book.example", {
    host: "book.example",
    request: { host: "book.example" },
  }],
  "with signs that no header holds": ["Cookie: a=x…y", { request: { cookie: "a=x?y" } }],
  "with none that matters": ["hello\nconstructor: x\ntoString\nAccept: text/html\n__proto__: y"],
  "with nothing at all": [""],
  "with a first line alone": ["GET / HTTP/1.1"],
};

for (const [what, [text, ...expected]] of Object.entries(TEXTS)) {
  Deno.test(`headers are read ${what}`, () => assertEquals(read(text), expected));
}

Deno.test("many cookies, a line each, do not take long to read", () => {
  const started = performance.now();
  const [evidence] = readPasted("cookie: session=1\n".repeat(4_000));
  const ms = performance.now() - started;
  assertEquals(evidence?.request?.get("cookie")?.length, 4_000 * "session=1; ".length - 2);
  assert(ms < 500, `${ms} ms`);
});
