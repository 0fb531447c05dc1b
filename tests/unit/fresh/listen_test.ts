import { App } from "fresh";
import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { silenced } from "./app_requests.ts";

/** Serves an app on a port, asks it once and stops it; resolves to what was printed and answered. */
async function served(port: number, basePath = ""): Promise<{ banner: string; text: string }> {
  const app = new App({ basePath }).get("/", (ctx) => ctx.text("hello"));
  const stop = new AbortController();
  const printed = await silenced("log", () => app.listen({ port, signal: stop.signal }));
  const banner = printed.join();
  const url = /https?:\S+/.exec(banner)![0];
  const text = await (await fetch(url)).text();
  stop.abort();
  return { banner, text };
}

Deno.test("listen() prints the address at which the app answers", async () => {
  const probe = Deno.listen({ port: 0 });
  const { port } = probe.addr;
  probe.close();
  const { banner, text } = await served(port, "/base");
  assertStringIncludes(banner, `http://localhost:${port}/base/`);
  assertEquals(text, "hello");
});

Deno.test("without a port, and with port 0, the first free one from 8000 is taken", async () => {
  using _taken = takePort(8000);
  const { banner } = await served(0);
  assertMatch(banner, /:80(0[1-9]|1\d)\//);
});

Deno.test("with onListen the address is not printed", async () => {
  const stop = new AbortController();
  const { promise: address, resolve } = Promise.withResolvers<Deno.NetAddr>();
  const printed = await silenced(
    "log",
    () => new App().listen({ signal: stop.signal, onListen: resolve }),
  );
  assertEquals([typeof (await address).port, printed], ["number", []]);
  stop.abort();
});

Deno.test("a port that was asked for and is taken is an error", async () => {
  using taken = Deno.listen({ port: 0 });
  const { port } = taken.addr;
  await assertRejects(() => new App().listen({ port }), Deno.errors.AddrInUse);
});

/** Makes sure that a port is not free, be it through this test or another program. */
function takePort(port: number): Disposable | null {
  try {
    return Deno.listen({ port });
  } catch {
    return null;
  }
}
