import { assertEquals } from "@std/assert";
import { App } from "fresh";
import { createSessionSettings, csrf, session } from "@/lib/session/mod.ts";
import { NOW, SECRET } from "../support/constants.ts";
import type { State } from "../support/session_app.ts";

const settings = createSessionSettings({
  secrets: [SECRET],
  secure: false,
  lifetime: 60,
  clock: () => NOW,
});

/** An app with a route that other servers may call, and one that they may not. */
function app(basePath?: string) {
  const route = `${basePath ?? ""}/hooks/:name`;
  return new App<State>({ basePath })
    .use(session(settings))
    .use(csrf({ origins: [], exempt: [{ route, reason: "signed by the sender" }] }))
    .post("/hooks/:name", (ctx) => ctx.text(ctx.params.name!))
    .post("/hooks/:name/more", (ctx) => ctx.text("more"))
    .post("/other", (ctx) => ctx.text("other"))
    .handler();
}

const post = (path: string) => new Request(`http://localhost:8000${path}`, { method: "POST" });

Deno.test("a route that is exempt takes requests from elsewhere, and no other does", async () => {
  const handler = app();
  const answer = await handler(post("/hooks/mail"));
  assertEquals([answer.status, await answer.text()], [200, "mail"]);
  assertEquals(answer.headers.has("vary"), false, "the session stays untouched");
  for (const path of ["/hooks/mail/more", "/other", "/hooks", "/nothing"]) {
    assertEquals((await handler(post(path))).status, 403, path);
  }
});

Deno.test("the pattern of an exempt route holds the app's base path", async () => {
  assertEquals((await app("/base")(post("/base/hooks/mail"))).status, 200);
  assertEquals((await app("/base")(post("/base/other"))).status, 403);
});
