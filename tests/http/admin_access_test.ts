import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { NO_DEVICE, setActive } from "@/lib/auth/mod.ts";
import { adminPerson, withAdmin } from "../support/admins.ts";
import { type TestApp, testApp } from "../support/app.ts";
import type { Client } from "../support/client.ts";
import { tokenIn } from "../support/visitor.ts";

const PATHS = ["/admin", "/admin/users", "/admin/users/1", "/admin/nothing/here"];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Everybody but a live admin, each with a browser of their own. */
const OTHERS: Record<string, (app: TestApp) => Promise<Client>> = {
  "a visitor": (app) => Promise.resolve(app.visitor()),
  "a user": async (app) => app.visitor().as(await app.person("Ada")),
  "an admin who was shut out": async (app) => {
    await adminPerson(app, "Other");
    const gone = await adminPerson(app, "Gone");
    const browser = await app.visitor().as(gone);
    await setActive(app, { userId: gone.id, isActive: false, by: "task", device: NO_DEVICE });
    await browser.get("/"); // by now the session is told, and is one of a visitor
    return browser;
  },
};

/** What an answer says, but for what differs each time. */
function said({ status, headers, text }: { status: number; headers: Headers; text: string }) {
  const names = [...headers.keys()].filter((name) => name !== "set-cookie").sort();
  const location = headers.get("location");
  const page = text
    .replace(/[\w-]*(?:nonce|csrf_token" value)="[^"]*"/g, "")
    .replace(/Request <code>[^<]*/, "")
    .replace(/href="\/(admin|missing)[^"]*"/g, "")
    .replace(/(name="next" value="|next=)[^"]*"/g, ""); // the way back from choosing colours
  return { status, names, location, page };
}

for (const [who, come] of Object.entries(OTHERS)) {
  Deno.test(`to ${who} everything below /admin looks like a page that does not exist`, async () => {
    await using app = await testApp();
    const known = await app.person("Known");
    const browser = await come(app);
    for (const path of [...PATHS, `/admin/users/${known.id}`]) {
      for (const method of METHODS) {
        for (const csrf_token of [undefined, await token(browser)]) {
          const ask = async (to: string) => said(await send(browser, method, to, csrf_token));
          const [found, missing] = [await ask(path), await ask("/missing")];
          assertEquals(found, missing, `${method} ${path}`);
          const refused = csrf_token === undefined && !/GET|HEAD|OPTIONS/.test(method);
          assertEquals(found.status, refused ? 403 : 404, `${method} ${path}`);
        }
      }
    }
  });
}

async function token(browser: Client): Promise<string> {
  return tokenIn((await browser.get("/lab/session")).text)!;
}

function send(browser: Client, method: string, path: string, csrf_token?: string) {
  const headers = { origin: browser.origin, "sec-fetch-site": "same-origin" };
  const hasBody = csrf_token !== undefined && !/GET|HEAD|OPTIONS/.test(method);
  const fields = new URLSearchParams({ csrf_token: csrf_token ?? "", action: "make-admin" });
  return browser.send(path, { method, headers, ...(hasBody && { body: fields }) });
}

Deno.test("a user who posts an admin's form changes nothing", async () => {
  const { app, user } = await withAdmin();
  await using _ = app;
  const browser = await app.visitor().as(user);
  const csrf_token = await token(browser);
  const { status } = await browser.post(`/admin/users/${user.id}`, {
    csrf_token,
    action: "make-admin",
  });
  assertEquals(status, 404);
  assertEquals((await browser.get("/admin/users")).status, 404);
});

Deno.test("who is made an admin, or no admin any more, is so at the next request", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  const ada = await app.visitor().as(user);
  assertEquals((await ada.get("/admin/users")).status, 404);
  await admin.submit(page, { action: "make-admin" });
  assertEquals((await ada.get("/admin/users")).status, 200);
  await admin.submit(page, { action: "make-user" });
  assertEquals((await ada.get("/admin/users")).status, 404);
});

Deno.test("only admins are shown the way to the users", async () => {
  const { app, admin, user } = await withAdmin();
  await using _ = app;
  assertStringIncludes((await admin.get("/")).text, 'href="/admin/users"');
  const ada = await app.visitor().as(user);
  for (const browser of [ada, app.visitor()]) {
    assert(!(await browser.get("/")).text.includes("/admin"));
  }
});
