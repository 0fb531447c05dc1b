import { App, csrf, type CsrfOptions } from "fresh";
import { assertEquals } from "@std/assert";
import { request } from "./app_requests.ts";

const OWN = "http://localhost";
const OTHER = "https://evil.example";
const FRIEND = "https://friend.example";

async function status(
  method: string,
  site: string | null,
  origin: string | null,
  options?: CsrfOptions,
): Promise<number> {
  const app = new App().use(csrf(options)).all("/", (ctx) => ctx.text("in"));
  const headers = new Headers();
  if (site !== null) headers.set("sec-fetch-site", site);
  if (origin !== null) headers.set("origin", origin);
  return (await request(app, `${method} /`, { headers })).status;
}

Deno.test("csrf() refuses what another site made the browser send", async () => {
  const rows: [string, string | null, string | null, number][] = [
    ["GET", "cross-site", OTHER, 200],
    ["HEAD", "cross-site", OTHER, 200],
    ["OPTIONS", "cross-site", OTHER, 200],
    ["POST", "same-origin", null, 200],
    ["POST", "none", null, 200],
    ["POST", "same-origin", OTHER, 200],
    ["POST", "same-site", null, 403],
    ["POST", "cross-site", null, 403],
    ["POST", "cross-site", OTHER, 403],
    ["POST", "cross-site", OWN, 200],
    ["POST", "nonsense", null, 403],
    ["POST", null, null, 200],
    ["POST", null, OWN, 200],
    ["POST", null, OTHER, 403],
    ["POST", null, "null", 403],
    ["PUT", null, OTHER, 403],
    ["PATCH", null, OTHER, 403],
    ["DELETE", null, OTHER, 403],
  ];
  for (const [method, site, origin, expected] of rows) {
    assertEquals(await status(method, site, origin), expected, `${method} ${site} ${origin}`);
  }
});

Deno.test("csrf() takes other origins: one, several, or by a function", async () => {
  const allowed: CsrfOptions["origin"][] = [
    FRIEND,
    [OTHER + ".example", FRIEND],
    (origin, ctx) => origin === FRIEND && ctx.req.method === "POST",
  ];
  for (const origin of allowed) {
    const statuses = [FRIEND, OTHER, OWN].map((sent) => status("POST", null, sent, { origin }));
    assertEquals(await Promise.all(statuses), [200, 403, 403]);
    assertEquals(await status("POST", "cross-site", FRIEND, { origin }), 200);
  }
});
