import { assertEquals, assertFalse, assertStrictEquals, assertThrows } from "@std/assert";
import { type Cookie, deleteCookie, getCookies, getSetCookies, setCookie } from "@std/http/cookie";

const read = (cookie: string) => getCookies(new Headers({ cookie }));
const set = (cookie: Cookie) => {
  const headers = new Headers();
  setCookie(headers, cookie);
  return headers.getSetCookie()[0];
};

Deno.test("cookies are read by name, their values untouched", () => {
  const cases: [string, Record<string, string>][] = [
    ["a=1; b=2", { a: "1", b: "2" }],
    ["a=1;b=2;", { a: "1", b: "2" }],
    ["\t a = 1 ", { a: "1" }],
    ["a=x=y==", { a: "x=y==" }],
    ["a=%E0%A4%A; b=%", { a: "%E0%A4%A", b: "%" }],
    [`a="quoted"`, { a: `"quoted"` }],
    ["a=", { a: "" }],
    ["no-value; b=2", { b: "2" }],
    ["", {}],
  ];
  for (const [header, expected] of cases) assertEquals({ ...read(header) }, expected, header);
  assertEquals(Object.keys(getCookies(new Headers())), []);
});

Deno.test("the first of two cookies with one name counts, an empty one too", () => {
  assertEquals(read("a=1; a=2").a, "1");
  assertEquals(read("a=; a=2").a, "");
});

Deno.test("a no-break space before a name does not make it the session's", () => {
  assertEquals(read("\u00a0__Host-session=forged; __Host-session=true")["__Host-session"], "true");
  assertFalse("__Host-session" in read("\u00a0__Host-session=forged"));
});

Deno.test("a cookie may be called __proto__ or constructor and stays a cookie", () => {
  const cookies = read("__proto__=x; constructor=y");
  assertEquals([cookies["__proto__"], cookies["constructor"]], ["x", "y"]);
  assertStrictEquals(read("a=1")["toString"], undefined);
});

Deno.test("a cookie is written with the attributes given", () => {
  const cases: [Cookie, string][] = [
    [{ name: "a", value: "" }, "a="],
    [{ name: "a", value: "1", path: "/", maxAge: 0 }, "a=1; Max-Age=0; Path=/"],
    [{ name: "a", value: "1", expires: 0 }, "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
    [
      { name: "a", value: "1", secure: true, httpOnly: true, sameSite: "Lax", partitioned: true },
      "a=1; Secure; HttpOnly; SameSite=Lax; Partitioned",
    ],
    [{ name: "a", value: "1", domain: "book.example" }, "a=1; Domain=book.example"],
    [{ name: "a", value: "1", unparsed: ["Priority=High"] }, "a=1; Priority=High"],
  ];
  for (const [cookie, expected] of cases) assertEquals(set(cookie), expected);
});

Deno.test("setting adds to what is set already", () => {
  const headers = new Headers();
  setCookie(headers, { name: "a", value: "1" });
  setCookie(headers, { name: "b", value: "2" });
  assertEquals(headers.getSetCookie(), ["a=1", "b=2"]);
});

Deno.test("nothing can be smuggled into a Set-Cookie header", () => {
  const refused: Partial<Cookie>[] = [
    { name: "" },
    { name: "a b" },
    { name: "a=b" },
    { name: "ä" },
    { value: "a;b" },
    { value: "a b" },
    { value: "a\r\nb" },
    { value: `a"b` },
    { value: "a,b" },
    { value: "a\\b" },
    { value: "é" },
    { path: "/;Domain=evil.example" },
    { path: "/\n" },
    { domain: "evil.example; Path=/" },
    { domain: "-evil.example" },
    { domain: "evil.example." },
    { maxAge: -1 },
    { maxAge: 1.5 },
    { maxAge: NaN },
    { expires: NaN },
    { unparsed: ["Priority=High; Secure"] },
  ];
  for (const part of refused) {
    assertThrows(() => set({ name: "a", value: "1", ...part }), SyntaxError, "Cookie refused");
  }
});

Deno.test("a prefixed name brings the attributes that browsers ask of it", () => {
  assertEquals(set({ name: "__Secure-a", value: "1" }), "__Secure-a=1; Secure");
  assertEquals(set({ name: "__Host-a", value: "1" }), "__Host-a=1; Path=/; Secure");
});

Deno.test("attributes that contradict a prefixed name are refused", () => {
  const refused: Partial<Cookie>[] = [
    { name: "__Secure-a", secure: false },
    { name: "__Host-a", secure: false },
    { name: "__Host-a", domain: "book.example" },
    { name: "__Host-a", path: "/app" },
  ];
  for (const part of refused) {
    assertThrows(() => set({ name: "", value: "1", ...part }), SyntaxError, "must");
  }
});

Deno.test("deleting expires the cookie under the same attributes", () => {
  const headers = new Headers();
  deleteCookie(headers, "__Host-a", { path: "/", secure: true, httpOnly: true });
  assertEquals(
    headers.get("set-cookie"),
    "__Host-a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; Secure; HttpOnly",
  );
});

Deno.test("what was set can be read back from the response", () => {
  const headers = new Headers();
  const cookie: Cookie = {
    name: "__Host-a",
    value: "x=y",
    expires: new Date(86_400_000),
    maxAge: 5,
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "Strict",
    partitioned: true,
    unparsed: ["Priority=High"],
  };
  setCookie(headers, cookie);
  setCookie(headers, { name: "b", value: "2", domain: "book.example" });
  assertEquals(getSetCookies(headers), [cookie, { name: "b", value: "2", domain: "book.example" }]);
});

Deno.test("cookies that a browser would refuse are left out when reading a response", () => {
  const refused = ["nameless", "=x", "__Secure-a=1", "__Host-a=1; Secure", "__Host-a=1; Path=/"];
  const headers = new Headers();
  for (const header of refused) headers.append("set-cookie", header);
  headers.append("set-cookie", "__Host-b=1; PATH=/; secure");
  assertEquals(getSetCookies(headers).map(({ name }) => name), ["__Host-b"]);
});
