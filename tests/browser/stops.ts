/** The pages of the tour, shown in a browser just as they came. */
import { Buffer } from "node:buffer";
import type { Page } from "../support/browser.ts";
import { tour } from "../support/tour/tour.ts";
import type { Stop, Walk } from "../support/tour/walk.ts";

let walk: Promise<Walk> | undefined;
Deno.test.afterAll(async () => await (await walk)?.end());

/** All pages in all their states; the tour is taken once. */
export async function stops(): Promise<readonly Stop[]> {
  return (await (walk ??= tour())).stops;
}

/** Under which a page is shown, whatever its address was: what it asks for comes from its own app. */
const ORIGIN = "http://localhost:8000";
const PATH = "/the-page-to-show";

/** Opens a page of the tour. */
export async function show(page: Page, stop: Stop): Promise<void> {
  await page.unrouteAll();
  await page.route(`${ORIGIN}/**`, async (route) => {
    const request = route.request();
    const answer = new URL(request.url()).pathname === PATH
      ? new Response(stop.answer.text, { headers: stop.answer.headers })
      : await ask(stop, request.method(), request.url());
    answer.headers.delete("set-cookie");
    const headers = Object.fromEntries(answer.headers);
    await route.fulfill({ headers, body: Buffer.from(await answer.arrayBuffer()) });
  });
  await page.goto(ORIGIN + PATH);
}

function ask({ handler, cookies }: Stop, method: string, url: string): Promise<Response> {
  const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
  return handler(new Request(url, { method, headers: { cookie } }));
}
