import { assertEquals, assertRejects } from "@std/assert";
import { HttpError } from "fresh";
import { readBody } from "@/lib/web/body.ts";
import { field, isFormRequest, line, readForm } from "@/lib/web/form.ts";

const URLENCODED = "application/x-www-form-urlencoded";

function post(body: BodyInit, type?: string): Request {
  const headers = new Headers(type === undefined ? {} : { "content-type": type });
  return new Request("http://localhost/", { method: "POST", body, headers });
}

async function status(promise: Promise<unknown>): Promise<number> {
  return (await assertRejects(() => promise, HttpError)).status;
}

/** A body that comes in pieces, and then ends, breaks or stays open. */
function pieces(parts: string[], end: "close" | "error" | "hang" = "close"): ReadableStream {
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift();
      if (part !== undefined) controller.enqueue(new TextEncoder().encode(part));
      else if (end === "close") controller.close();
      else if (end === "error") controller.error(new TypeError("connection lost"));
    },
  });
}

Deno.test("a form is read in both encodings, and only once", async () => {
  const simple = post("title=Caf%C3%A9+au+lait&title=two", `${URLENCODED}; charset=UTF-8`);
  assertEquals(field(await readForm(simple), "title"), "Café au lait");
  assertEquals(await readForm(simple), await readForm(simple));

  const data = new FormData();
  data.set("title", "Café");
  data.set("file", new File(["x"], "x.txt"));
  const multipart = await readForm(post(data));
  assertEquals(field(multipart, "title"), "Café");
  assertEquals(field(multipart, "file"), "", "a file is no text");
  assertEquals(field(multipart, "missing"), "");
});

Deno.test("what cannot be seen in a line is not there", async () => {
  const typed = { a: " Ann\0Bob ", b: "a\r\nb\u001b[1m", c: "\u200b \u2060", d: "🧥", e: "—" };
  const form = await readForm(post(new URLSearchParams(typed).toString(), URLENCODED));
  const lines = Object.keys(typed).map((name) => line(form, name));
  assertEquals(lines, ["AnnBob", "a b [1m", "", "🧥", "—"]);
  assertEquals(field(form, "a"), " AnnBob ");
});

Deno.test("broken percent signs and bytes that are no UTF-8 do not break a form", async () => {
  const form = await readForm(post("a=%zz&b=%ff&c", URLENCODED));
  assertEquals([...form], [["a", "%zz"], ["b", "\uFFFD"], ["c", ""]]);
});

Deno.test("what is no form is refused", async () => {
  assertEquals(await status(readForm(post("{}", "application/json"))), 415);
  assertEquals(await status(readForm(post(new Uint8Array(1)))), 415);
  assertEquals(await status(readForm(post("--x", "multipart/form-data"))), 400);
  assertEquals(await status(readForm(post("cut", "multipart/form-data; boundary=x"))), 400);
  assertEquals(isFormRequest(post("", "TEXT/plain")), false);
  assertEquals(isFormRequest(post("", "Application/X-WWW-form-urlencoded")), true);
});

Deno.test("a body over the limit is refused, by its length or while it comes", async () => {
  const limits = { maxBytes: 10, timeout: 1000 };
  assertEquals((await readBody(post("x".repeat(10)), limits)).length, 10);
  assertEquals(await status(readBody(post("x".repeat(11)), limits)), 413);
  assertEquals(await status(readBody(post(pieces(["123456", "789012"])), limits)), 413);
});

Deno.test("a body that breaks off or never ends is the client's fault", async () => {
  const limits = { maxBytes: 100, timeout: 20 };
  assertEquals(await status(readBody(post(pieces(["title="], "error")), limits)), 400);
  assertEquals(await status(readBody(post(pieces(["title="], "hang")), limits)), 408);
});

Deno.test("a request without a body is an empty form", async () => {
  const request = new Request("http://localhost/", {
    method: "POST",
    headers: { "content-type": URLENCODED },
  });
  assertEquals([...await readForm(request)], []);
});
