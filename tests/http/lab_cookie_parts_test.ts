import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Buffer } from "node:buffer";
import { testApp } from "../support/app.ts";
import { LAB, set, words } from "../support/labs.ts";
import { withAda } from "../support/members.ts";
import type { Visitor } from "../support/visitor.ts";

Deno.test("a page shows no secret of the session, and not the cookie's value", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await set(ada, "color", "blue");
  await ada.get(LAB);
  const [, payload = ""] = ada.cookies.get("session")!.split(".");
  const held = Buffer.from(payload, "base64url").toString();
  const secrets = [...held.matchAll(/"([\w-]{43})"/g)].map(([, secret]) => secret!);
  assertEquals(secrets.length, 2); // the login's token and the forms' secret
  for (const path of [LAB, `${LAB}?flip=9`]) {
    const { text } = await ada.get(path);
    for (const secret of [...secrets, payload, payload.slice(0, 40), payload.slice(-40)]) {
      assert(!text.includes(secret), `${path} holds ${secret}`);
    }
    assertStringIncludes(words(text), `"_login" => hidden (43 characters)`);
    assertStringIncludes(words(text), `"_csrf" => hidden (43 characters)`);
  }
});

Deno.test("the cookie that came is taken apart", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await set(visitor, "color", "blue");
  const value = visitor.cookies.get("session")!;
  const page = words((await visitor.get(LAB)).text);
  assertMatch(page, /Name session Attributes [^;]+; [^;]+; [^;]+ Version 1 Payload Map\(/);
  assertStringIncludes(page, `"lab" => Map(1) { "color" => "blue" }`);
  assertStringIncludes(
    page,
    "Signed Saturday 21 November 2026, 08:15:00 UTC (1795248900 seconds since 1970)",
  );
  assertStringIncludes(page, `MAC ${value.slice(-43)}`);
  const bytes = value.length + "session".length;
  assertStringIncludes(page, `Size ${bytes} of 4,096 bytes, name and value`);
  assertStringIncludes(page, "Key the current one,");
  assertStringIncludes(page, "Verdict Valid: signed by this server");
});

Deno.test("who brings no cookie, or a bad one, is told so", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  assertStringIncludes(
    (await visitor.get(`${LAB}?flip=3`)).text,
    "No session cookie came with this request",
  );
  visitor.cookies.set("session", "1.AAAA.1.x");
  assertStringIncludes((await visitor.get(LAB)).text, "Malformed: it does not have the shape");
  visitor.cookies.set("session", `1.${"A".repeat(40)}.1.${"A".repeat(43)}`);
  const { status, text } = await visitor.get(LAB);
  assertEquals(status, 200);
  assertStringIncludes(text, "Forged: no key of this server signed exactly this.");
});

Deno.test("whichever character is changed, the page says anonymous, and the visitor stays who they are", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await ada.get(LAB);
  const before = await cookieAfter(ada, LAB);
  const parts = new Set<string>();
  for (let position = 1; position <= before.length; position += position < 4 ? 1 : 13) {
    const { status, text } = await ada.get(`${LAB}?flip=${position}`);
    assertEquals(status, 200, `${position}`);
    const page = words(text);
    parts.add(/belongs to the ([\w ]+)\./.exec(page)?.[1] ?? `none at ${position}`);
    assertMatch(page, /(Forged|Malformed): /);
    assertStringIncludes(page, "an anonymous visitor with an empty session. There is no error.");
  }
  assertEquals([...parts].slice(0, 3), ["version", "dots between the parts", "payload"]);
  assertEquals(await ada.name(), "Ada");
});

async function cookieAfter(visitor: Visitor, path: string): Promise<string> {
  await visitor.get(path);
  return visitor.cookies.get("session")!;
}

Deno.test("without a wish any character is changed, of the cookie that comes then", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.submit("/lab/session", { key: "a", value: "b".repeat(300), action: "set" });
  await visitor.get(LAB); // shows a message, and so leaves a shorter cookie behind
  for (let i = 0; i < 50; i++) {
    const { status, text } = await visitor.get(`${LAB}?flip=`);
    assertEquals(status, 200);
    const [, position = "", length = ""] = /Changed: character (\d+) of (\d+)/.exec(words(text))!;
    assert(Number(position) >= 1 && Number(position) <= Number(length));
  }
  const [input = ""] = /<input[^>]* name="flip"[^>]*>/.exec((await visitor.get(LAB)).text)!;
  assert(!/value="\d|max=/.test(input), input);
});

Deno.test("a character that is not there is no error of the server's", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await visitor.get(LAB);
  for (const flip of ["0", "-1", "1e9", "99999", "x", "1.5", "%00", "9".repeat(300)]) {
    const { status, text } = await visitor.get(`${LAB}?flip=${flip}`);
    assertEquals(status, 422, flip);
    assertMatch(
      text,
      /id="flip-error"[^>]*>There is no such character\. Please enter a whole number from 1 to \d+\./,
    );
  }
});
