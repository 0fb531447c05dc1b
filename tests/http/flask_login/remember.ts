import {
  assert,
  assertEquals,
  assertFalse,
  assertNotEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { ConfigError } from "@/lib/config.ts";
import { flipped } from "../../support/flipped.ts";
import type { TestApp } from "../../support/app.ts";
import type { Client } from "../../support/client.ts";
import { withAda } from "../../support/members.ts";
import { PASSWORD } from "../../support/visitor.ts";

const DAY = 86_400;

/** Signs Ada in with "Stay signed in", and returns her browser with the session cookie's attributes. */
async function remembered(app: TestApp): Promise<{ ada: Client; setCookie: string }> {
  const ada = app.visitor();
  const { headers } = await ada.login("ada@example.org", PASSWORD, { remember: "on" });
  const setCookie = headers.getSetCookie().find((each) => each.startsWith("session="))!;
  return { ada, setCookie };
}

Deno.test("remember_me: without it the cookie goes with the browser, with it it stays", async () => {
  const { app } = await withAda();
  await using _ = app;
  const plain = await app.visitor().login("ada@example.org");
  const ofSession = plain.headers.getSetCookie().find((each) => each.startsWith("session="))!;
  assertFalse(/max-age|expires/i.test(ofSession));
  const { setCookie } = await remembered(app);
  assertStringIncludes(setCookie, `Max-Age=${30 * DAY}`);
});

Deno.test("REMEMBER_COOKIE_DURATION: REMEMBER_LIFETIME says for how long, in whole seconds, or the start fails", async () => {
  const { app } = await withAda({ REMEMBER_LIFETIME: `${7 * 3600}`, SESSION_LIFETIME: "60" });
  await using _ = app;
  const { ada, setCookie } = await remembered(app);
  assertStringIncludes(setCookie, `Max-Age=${7 * 3600}`);
  app.wait(7 * 3600);
  assertEquals(await ada.name(), "Ada");
  app.wait(1);
  assertEquals(await ada.name(), null, "at the server, too");
  const restart = () => app.restarted({ REMEMBER_LIFETIME: "7h" });
  assertThrows(restart, ConfigError, "REMEMBER_LIFETIME");
});

Deno.test("REMEMBER_COOKIE_*: there is no second cookie; the session's is HttpOnly, SameSite, Secure on https", async () => {
  const { app } = await withAda({ ORIGIN: "https://book.example" });
  await using _ = app;
  const visitor = app.visitor();
  const { headers } = await visitor.login("ada@example.org", PASSWORD, { remember: "on" });
  const cookies = headers.getSetCookie();
  assert(cookies.length > 0);
  for (const cookie of cookies) {
    assert(cookie.startsWith("__Host-session"), cookie);
    for (const attribute of ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"]) {
      assertStringIncludes(cookie, attribute);
    }
  }
});

Deno.test("REMEMBER_COOKIE_REFRESH_EACH_REQUEST: visits do not make a remembered login last longer", async () => {
  const { app } = await withAda();
  await using _ = app;
  const { ada } = await remembered(app);
  for (let day = 0; day < 29; day++) {
    app.wait(DAY);
    assertEquals(await ada.name(), "Ada");
  }
  app.wait(DAY + 1);
  assertEquals(await ada.name(), null);
});

Deno.test("session_not_modified: a visit that changes nothing sets no cookie", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await ada.get("/appointments");
  assertFalse((await ada.get("/appointments")).headers.has("set-cookie"));
});

Deno.test("decode_cookie: a cookie changed by one bit, anywhere, is an anonymous visitor and no error", async () => {
  const { app } = await withAda();
  await using _ = app;
  const { ada } = await remembered(app);
  const value = ada.cookies.get("session")!;
  for (let index = 0; index < value.length; index++) {
    ada.cookies.set("session", flipped(value, index));
    const { status, text } = await ada.get("/");
    assertEquals([status, text.includes("data-user")], [200, false], `character ${index}`);
  }
});

Deno.test("get_auth_token: what a cookie holds is random, and worth nothing once its login is over", async () => {
  const { app } = await withAda();
  await using _ = app;
  const [one, two] = [await remembered(app), await remembered(app)];
  const tokenOf = ({ ada }: { ada: Client }) => ada.session((session) => session.get("_login"));
  assertNotEquals(await tokenOf(one), await tokenOf(two), "the same person at the same time");
  await one.ada.logout();
  assertEquals(await two.ada.name(), "Ada", "each login stands for itself");
});
