import { assertEquals } from "@std/assert";
import { evidenceOf, examine } from "@/lib/doctor/mod.ts";
import type { Refusal } from "@/lib/session/mod.ts";
import { NOW } from "../../support/constants.ts";
import { type Notice, notices, settingsOf } from "../../support/doctor.ts";

const dated = (seconds: number, ...more: string[]) =>
  ["HTTP/1.1 200 OK", `Date: ${new Date(NOW + seconds * 1000).toUTCString()}`, ...more].join("\n");
const refused = "POST / HTTP/1.1\nHost: book.example\nHTTP/1.1 403 Forbidden\n";

const TABLE: Record<string, Notice> = {
  "a server's clock that is ahead": {
    pasted: dated(7_200),
    level: "wrong",
    text: /^The server's clock is 2 hours ahead of this one/,
    remedy: /NTP/,
    silentAt: { pasted: dated(60) },
  },
  "one that may be behind, as a copy may be old": {
    pasted: dated(-300),
    level: "warning",
    text: /^The server's clock is 5 minutes behind this one, if the answer was copied just now/,
    silentAt: { pasted: dated(-300, "Age: 300") },
  },
  "a form that was refused though its origin is right": {
    pasted: refused + "Origin: https://book.example",
    level: "warning",
    text: /with 403, though its origin is right: by its token/,
    silentAt: { pasted: refused + "Origin: https://www.book.example" },
  },
};

notices(TABLE);

Deno.test("against an answer that has just come, any difference of more than a minute counts", async () => {
  const settings = await settingsOf();
  const says = (ms: number) => {
    const answer = new Headers({ date: new Date(NOW + ms).toUTCString() });
    return examine({ answer, at: NOW }, settings).map(({ level }) => level);
  };
  assertEquals([says(-61_000), says(61_000)], [["wrong"], ["wrong"]]);
  assertEquals([says(-60_000), says(60_000)], [["fine"], ["fine"]]);
});

Deno.test("an Age that is none does not count", async () => {
  const settings = await settingsOf();
  for (const age of ["soon", "-5", "5, 5", "1e999"]) {
    const answer = new Headers({ date: new Date(NOW).toUTCString(), age });
    const [finding] = examine({ answer, at: NOW }, settings);
    assertEquals(finding?.text, "The server's clock and this one agree.", age);
  }
});

const REFUSALS: Record<Refusal, RegExp | null> = {
  "missing": /held no csrf_token/,
  "wrong": /csrf_token is not one of ours/,
  "expired": /no session came with it that counts/,
  "other-session": /belongs to another session/,
  "cross-site": null,
  "no-origin": null,
};

for (const [refusal, text] of Object.entries(REFUSALS)) {
  Deno.test(`the app's own refusal, ${refusal}, is told ${text ? "with" : "by the headers, not by"} its reason`, async () => {
    const headers = { origin: "https://book.example" };
    const request = new Request("https://book.example/x", { method: "POST", headers });
    const evidence = evidenceOf(request, new URL(request.url), refusal as Refusal);
    const found = examine(evidence, await settingsOf()).filter(({ text }) =>
      /token|counts/.test(text)
    );
    assertEquals(found.map(({ text: told }) => text?.test(told)), text ? [true] : []);
  });
}
