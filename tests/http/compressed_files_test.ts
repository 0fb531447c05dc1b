import { assert, assertEquals } from "@std/assert";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type TestApp, testApp } from "../support/app.ts";

/** The address of the stylesheet as pages name it: with the build, so that it can be kept for good. */
async function stylesheet(app: TestApp): Promise<string> {
  return /href="(\/styles\.css[^"]*)"/.exec((await app.visitor().get("/")).text)![1]!;
}

function ask({ handler, config }: TestApp, path: string, accepted: string, method = "GET") {
  const headers = { "accept-encoding": accepted };
  return handler(new Request(config.origins[0] + path, { method, headers }));
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

Deno.test("a file that never changes is sent compressed to whoever can read it so", async () => {
  await using app = await testApp();
  const path = await stylesheet(app);
  const plain = await bytesOf(await ask(app, path, ""));
  const cases = [["gzip, deflate, br, zstd", "br", brotliDecompressSync], [
    "gzip;q=0.5, br;q=0",
    "gzip",
    gunzipSync,
  ]] as const;
  for (const [accepted, encoding, open] of cases) {
    for (const time of ["first", "second"]) {
      const answer = await ask(app, path, accepted);
      assertEquals(answer.headers.get("content-encoding"), encoding, time);
      assertEquals(answer.headers.get("vary"), "If-None-Match, Accept-Encoding");
      const bytes = await bytesOf(answer);
      assertEquals(answer.headers.get("content-length"), String(bytes.length));
      assert(bytes.length < plain.length / 3, `${bytes.length} of ${plain.length}`);
      assertEquals(new Uint8Array(open(bytes)), plain);
    }
  }
});

Deno.test("whoever names no encoding that is known here gets the file as it is", async () => {
  await using app = await testApp();
  const path = await stylesheet(app);
  for (const accepted of ["", "identity", "zstd", "br;q=0", "gzip; q=0.0", "brotli"]) {
    const { headers } = await ask(app, path, accepted);
    assertEquals(headers.get("content-encoding"), null, accepted);
    assertEquals(headers.get("vary"), "If-None-Match, Accept-Encoding");
  }
});

Deno.test("what may change, and every page, goes out as it is", async () => {
  await using app = await testApp();
  for (const path of ["/styles.css", "/", "/login", "/healthz", "/not-there"]) {
    assertEquals((await ask(app, path, "br")).headers.get("content-encoding"), null, path);
  }
});

Deno.test("who asks for the head alone, or has the file already, gets no body", async () => {
  await using app = await testApp();
  const path = await stylesheet(app);
  const head = await ask(app, path, "br", "HEAD");
  assertEquals([head.status, (await bytesOf(head)).length], [200, 0]);
  const etag = head.headers.get("etag")!;
  const headers = { "if-none-match": etag, "accept-encoding": "br" };
  const again = await app.handler(new Request(app.config.origins[0] + path, { headers }));
  assertEquals([again.status, again.headers.get("content-encoding")], [304, null]);
});
