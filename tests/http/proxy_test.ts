import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { SECRET } from "../support/constants.ts";
import { makeAddress } from "../support/private_address.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { caddy, nginx, type Proxy } from "../support/proxies.ts";
import { isInstalled } from "../support/recipe.ts";
import { sayAndWait, SEAT, throughProxy } from "../support/through_proxy.ts";
import { Visitor } from "../support/visitor.ts";
import { pause } from "../support/waiting.ts";

const ORIGIN = "https://book.example";

/** As in /etc/cloakroom.env. */
const ENV = { ORIGIN, SECRET_KEY: SECRET, TRUST_PROXY: "on", LOG_FORMAT: "json" };

interface Scene {
  readonly app: AppProcess;
  readonly proxy: Proxy;
  /** Somebody with a browser, who reaches the app through the proxy alone. */
  readonly visitor: () => Visitor;
}

const PROXIES = { caddy, nginx };

/** For each proxy a test with the app behind it, where the proxy is installed. */
async function behindEach(what: string, test: (scene: Scene) => Promise<void>): Promise<void> {
  for (const [name, start] of Object.entries(PROXIES)) {
    const ignore = !await isInstalled(name);
    Deno.test({ name: `behind ${name} ${what}`, ignore, fn: () => behind(start, test) });
  }
}

async function behind(
  start: typeof caddy,
  test: (scene: Scene) => Promise<void>,
): Promise<void> {
  await build();
  await inNewFolder(async (folder) => {
    await using app = await new AppProcess(folder, freePort(), ENV).ready();
    await using proxy = await start({ folder, app: app.port });
    await test({ app, proxy, visitor: () => new Visitor(throughProxy(proxy), ORIGIN) });
  });
}

/** The addresses from which the app says that something was done to an account. */
const addressesIn = (output: string) =>
  [...output.matchAll(/"address":"([^"]*)"/g)].map(([, address]) => address);

await behindEach(
  "people sign in over https, with a cookie that only https carries",
  async ({ visitor }) => {
    const ada = visitor();
    assertEquals((await ada.register("Ada")).status, 303);
    assertEquals([...ada.cookies.keys()].toSorted(), ["__Host-session", "__Host-session-device"]);
    assertEquals(await ada.name(), "Ada");
    await ada.logout();
    const { headers } = await ada.login("ada@example.org");
    assertMatch(headers.get("set-cookie")!, /__Host-session=[^;]+;.*Secure/);
    const { headers: page } = await ada.get("/appointments");
    for (const name of ["strict-transport-security", "content-security-policy", "x-request-id"]) {
      assert(page.has(name) && !page.get(name)!.includes(", max-age"), `${name} comes once`);
    }
    assertStringIncludes(page.get("cache-control")!, "no-store");
  },
);

await behindEach(
  "the app sees where people are, whatever they say of it",
  async ({ app, visitor }) => {
    const ada = visitor();
    await ada.register("Ada");
    const liar = Object.assign(visitor(), { address: "203.0.113.7" });
    assertEquals((await liar.login("ada@example.org", "a wrong password")).status, 401);
    const forged = { "forwarded": "for=203.0.113.7", "x-real-ip": "203.0.113.7" };
    assertEquals((await liar.get("/login", forged)).status, 200);
    assertEquals([...new Set(addressesIn(app.output))], [SEAT]);
  },
);

await behindEach("http leads to https, and another host to nothing of the app", async (scene) => {
  const { proxy, visitor } = scene;
  const onHttp = new Visitor(throughProxy({ http: proxy.http }), "http://book.example");
  const { status, headers } = await onHttp.get("/login?next=/account");
  assert([301, 308].includes(status), String(status));
  assertMatch(
    headers.get("location")!,
    /^https:\/\/book\.example(:\d+)?\/login\?next=\/account$/,
  );
  const stranger = new Visitor(throughProxy(proxy), "https://evil.example");
  assertFalse((await stranger.get("/")).text.includes("<html"));
  assertStringIncludes((await visitor().get("/")).text, "<html");
});

await behindEach("who is slow with the head of a request is cut off", async ({ proxy }) => {
  const started = performance.now();
  const heard = await sayAndWait(proxy, "GET / HTTP/1.1\r\nHost: book.example\r\n");
  assertFalse(heard.includes(" 200 "));
  assert(performance.now() - started < 8_000);
});

await behindEach(
  "a whole calendar comes through, and what is larger gets 413",
  async ({ visitor }) => {
    const ada = visitor();
    await ada.register("Ada");
    const send = (bytes: number) => ada.post("/appointments/import", { file: "x".repeat(bytes) });
    assertEquals((await send(3_000_000)).status, 413);
    const { status } = await send(1_000_000);
    assert(status !== 413 && status < 500, String(status));
  },
);

await behindEach("a monitor sees whether the database answers", async ({ visitor }) => {
  const { status, headers } = await visitor().get("/readyz");
  assertEquals([status, headers.has("set-cookie")], [200, false]);
});

await behindEach("a restart of the app is a wait, or a word", async ({ app, proxy, visitor }) => {
  const ada = visitor();
  await ada.register("Ada");
  await app.stop();
  const answer = ada.get("/appointments");
  if (proxy.waits) {
    await using _ = await new AppProcess(app.folder, app.port, ENV).ready();
    assertStringIncludes((await answer).text, "Ada");
  } else {
    const { status, headers, text } = await answer;
    assertEquals([status, headers.get("retry-after")], [503, "5"]);
    assertMatch(text, /^The book is being restarted\./);
  }
});

await behindEach("no log has the addresses that let people in", async ({ proxy, visitor }) => {
  const ada = visitor();
  await ada.register("Ada");
  const address = await makeAddress(ada);
  assertEquals((await visitor().get(address)).status, 200);
  await visitor().get(`/reset/${"r".repeat(43)}`);
  await visitor().get("/login");
  await pause(100); // the log is another process's
  assertFalse(/\/(calendar|reset)\/[\w-]{43}/.test(proxy.output), proxy.output);
});
