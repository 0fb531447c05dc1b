import { assert, assertEquals, assertFalse, assertStringIncludes, assertThrows } from "@std/assert";
import { FORMS, messageOf, MISTAKES } from "@/lib/lab/responses.ts";
import { testApp } from "../support/app.ts";

const LAB = "/lab/responses";

/** The page's experiments by name, as text. */
async function experiments(): Promise<Map<string, string>> {
  await using app = await testApp();
  const { text } = await app.visitor().get(LAB);
  const found = text.matchAll(/<article[^>]* aria-labelledby="([\w-]+)"[^>]*>([^]*?)<\/article>/g);
  return new Map([...found].map(([, name, html]) => [name!, textOf(html!)]));
}

/** What a person reads there, with a space in the place of each tag. */
function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

Deno.test("everybody may see what a route may return, without signing in", async () => {
  await using app = await testApp();
  const { status, text } = await app.visitor().get(LAB);
  assertEquals(status, 200);
  assertStringIncludes(text, "What a route may return");
  assertFalse(/<script/.test(text));
});

for (const form of FORMS) {
  Deno.test(`the page says of "${form.title}" what the live route answers`, async () => {
    await using app = await testApp();
    const live = await app.visitor().get(`${LAB}/${form.name}`);
    const shown = (await experiments()).get(form.name)!;
    assertEquals(/ status +(\d+) /.exec(shown)?.[1], String(live.status));
    for (const name of ["content-type", "location", "x-ticket"]) {
      const value = live.headers.get(name);
      const line = new RegExp(` ${name} +(.+?)  `).exec(shown)?.[1] ?? null;
      assertEquals(line, value, name);
    }
    assertStringIncludes(shown, live.text || "No body.");
    assertStringIncludes(shown, form.code);
    assertStringIncludes(shown, ` ${LAB}/${form.name} `);
  });
}

Deno.test("the page says of each mistake what the programmer is told", async () => {
  const shown = await experiments();
  for (const mistake of MISTAKES) {
    const text = shown.get(mistake.name)!;
    assertStringIncludes(text, mistake.code);
    assertStringIncludes(text, messageOf(mistake, `GET ${LAB}`));
    assertStringIncludes(text, `GET ${LAB} returned `);
  }
});

Deno.test("mistakes and unknown forms are pages that do not exist, and no errors in the log", async () => {
  await using app = await testApp();
  const names = ["unknown", "constructor", "__proto__", ...MISTAKES.map(({ name }) => name)];
  for (const name of names) {
    const { status, text } = await app.visitor().get(`${LAB}/${name}`);
    assertEquals(status, 404, name);
    assertStringIncludes(text, "There is nothing here");
  }
  assertEquals(app.lines.filter((line) => line.includes('"level":"error"')), []);
});

Deno.test("nothing in a live answer may run", async () => {
  await using app = await testApp();
  const { headers } = await app.visitor().get(`${LAB}/string`);
  assertStringIncludes(headers.get("content-security-policy")!, "default-src 'none'");
});

/** Text without what formatting may change. */
function bare(code: string): string {
  return code.replace(/\s/g, "").replace(/,(?=[\])}])/g, "");
}

Deno.test("the code that is shown is the code that runs", () => {
  for (const { name, code, reply } of [...FORMS, ...MISTAKES]) {
    assertEquals(bare(reply.toString()), bare(`reply() {${code}}`), name);
  }
});

Deno.test("each name is there once, as it is an address and an id", () => {
  const names = [...FORMS, ...MISTAKES].map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  assert(names.every((name) => /^[a-z-]+$/.test(name)));
});

Deno.test("what works is no mistake", () => {
  for (const form of FORMS) {
    assertThrows(() => messageOf(form, `GET ${LAB}`), Error, `${form.name} is no mistake`);
  }
});
