import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Here } from "@/lib/lab/cookie_check.ts";
import { keepSent, notesOn } from "@/lib/lab/cookie_sent.ts";
import { cookieBytes } from "@/lib/session/mod.ts";
import { NOW } from "../../support/constants.ts";
import { labSettings, newSession } from "./lab_session.ts";

const settings = labSettings();

Deno.test("a header is carried whole where there is room, and cut where not", () => {
  for (
    const [length, filled, isWhole] of [[200, 0, true], [2500, 0, true], [2500, 2000, false], [
      200,
      2900,
      false,
    ]] as const
  ) {
    const session = newSession(settings);
    session.set("lastPage", "x".repeat(filled));
    const header = `lab_a=${"%3C".repeat(length)}`.slice(0, length);
    keepSent(session, header, settings);
    const sent = session.get("labSent")!;
    assertEquals([sent.length, sent.header === header], [length, isWhole], `${length} ${filled}`);
    assert(header.startsWith(sent.header));
    const room = 4096 - cookieBytes(session, settings);
    assert(isWhole || filled > 2500 || room - 300 < 10, `${room} bytes of room`);
    assert(room >= 60);
  }
});

const LOCAL: Here = { host: "localhost", secure: false, sessionName: "session", now: NOW };
const note = (header: string, here = LOCAL) =>
  notesOn({ header, length: header.length }, "/lab/cookies", here).join(" ");

const NOTES: [header: string, words: string][] = [
  ["lab_a=; Path=/; Max-Age=0", "makes the browser forget the cookie at once"],
  ["lab_a=1; Path=/; Max-Age=34560001", "for 400 days at most"],
  ["lab_a=1; Path=/admin", "does not send it to this page"],
  ["lab_a=1; Path=/la", "does not send it to this page"],
  ["lab_a=1; Path=/lab/cookies/", "does not send it to this page"],
  ["lab_a=1", "for the folder of the page that set it, /lab"],
  ["lab_a=1; Path=/; Secure", "most browsers trust localhost"],
];

for (const [header, words] of NOTES) {
  Deno.test(`of "${header}" a page says what the header does not`, () => {
    assertStringIncludes(note(header), words);
  });
}

Deno.test("where there is nothing more to say, nothing is said", () => {
  for (const path of ["/", "/lab", "/lab/", "/lab/cookies"]) {
    assertEquals(note(`lab_a=1; Max-Age=34560000; Path=${path}`), "", path);
  }
  assertEquals(
    note("lab_a=1; Path=/; Secure", { ...LOCAL, host: "book.example", secure: true }),
    "",
  );
  assertEquals(note(""), "");
});
