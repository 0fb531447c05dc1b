import { assert, assertEquals } from "@std/assert";
import { flip, positionIn } from "@/lib/lab/flip.ts";
import { cookieValue, labSettings, newSession } from "./lab_session.ts";

const settings = labSettings();
const session = newSession(settings);
session.set("_login", "the-token-of-a-login");
const value = cookieValue(session, settings);

Deno.test("whichever character is changed, an anonymous visitor with an empty session is left", () => {
  const parts = new Set<string>();
  for (let position = 1; position <= value.length; position++) {
    const flipped = flip(value, position, settings)!;
    assert(["forged", "malformed"].includes(flipped.verdict), `${position}: ${flipped.verdict}`);
    assertEquals([flipped.isAnonymous, flipped.size, flipped.position], [true, 0, position]);
    parts.add(flipped.part);
  }
  assertEquals([...parts], ["version", "dots between the parts", "payload", "time", "MAC"]);
});

Deno.test("a cookie that was wrong by just this character becomes valid again, and it is said", () => {
  const last = value.at(-2)!;
  for (const wrong of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") {
    if (wrong === last) continue;
    const flipped = flip(value.slice(0, -2) + wrong + value.at(-1), value.length - 1, settings)!;
    if (flipped.verdict !== "valid") continue;
    assertEquals([flipped.isAnonymous, flipped.size], [false, 1]);
    return;
  }
  throw new Error("no character leads to the right one");
});

Deno.test("a value of any other kind can be changed too", () => {
  for (const odd of ["x", "...", "%00", "\u00e9\u00e9", "1.a.b.c.d.e"]) {
    for (let position = 1; position <= odd.length; position++) {
      assertEquals(flip(odd, position, settings)?.isAnonymous, true, `${odd} ${position}`);
    }
  }
});

Deno.test("there is no character before the first and after the last", () => {
  for (const position of [0, -1, value.length + 1, 1e9]) {
    assertEquals(flip(value, position, settings), null);
  }
});

Deno.test("a position is a whole number", () => {
  assertEquals(positionIn("17"), 17);
  for (const text of ["", "-1", "1.5", "1e3", "x", "٣", "1".repeat(400)]) {
    assertEquals(positionIn(text), null, text);
  }
});
