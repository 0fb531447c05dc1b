import { assert, assertEquals } from "@std/assert";
import { program } from "../support/api.ts";
import { add, address, DENTIST, members } from "../support/appointments.ts";
import { rowsOf } from "../support/appointment_pages.ts";
import { JSON_DENTIST } from "../support/api.ts";
import { tokenIn } from "../support/visitor.ts";

/** What no id of a known appointment is. */
const NO_IDS = [
  crypto.randomUUID(),
  "00000000-0000-0000-0000-000000000000",
  "x",
  "0",
  "-1",
  "null",
  "%00",
  "a%2Fb",
  "..%2f..%2faccount",
  "%F0%9F%A7%A5",
  "' OR 1=1 --",
  "%25",
  "x".repeat(8000),
];

/** The same of all answers, but for what each page has of its own. */
const bare = (text: string) =>
  text.replace(/[\w-]{86}|nonce="[^"]+"|<code>[^<]*|[\da-f-]{36}|"request_id":"[^"]*"/g, "");

const PAGES: [method: string, before: string, after: string][] = [
  ["GET", "/appointments/", ""],
  ["POST", "/appointments/", ""],
  ["GET", "/appointments/", "/edit"],
  ["POST", "/appointments/", "/edit"],
  ["GET", "/appointments/", "/delete"],
  ["POST", "/appointments/", "/delete"],
  ["GET", "/appointments/new?copy=", ""],
];

for (const [method, before, after] of PAGES) {
  Deno.test(`${method} ${before}…${after} tells nobody whether an id is another's or nobody's`, async () => {
    const { app, ada, bo } = await members();
    await using _ = app;
    await add(ada);
    const id = (await address(ada)).split("/").at(-1)!;
    await bo.get("/appointments");
    const answers = [];
    for (const each of [id, ...NO_IDS]) {
      const path = `${before}${encodeURI(each).replaceAll("%25", "%")}${after}`;
      const csrf_token = tokenIn((await bo.get("/account")).text)!;
      const { status, text } = method === "GET"
        ? await bo.get(path)
        : await bo.post(path, { csrf_token, ...DENTIST, version: "1" });
      answers.push({ each: each.slice(0, 40), status, text: bare(text) });
    }
    const [others, missing, nil] = answers;
    assertEquals([others!.text, others!.text], [missing!.text, nil!.text]);
    assert([404, 405].includes(others!.status));
    for (const { each, status } of answers) assertEquals([each, status], [each, others!.status]);
    const [row] = await rowsOf(app);
    assertEquals([row!.title, row!.version], ["Dentist", 1]);
  });
}

for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
  Deno.test(`${method} of the API tells nobody whether an id is another's or nobody's`, async () => {
    const { app, ada } = await members();
    await using _ = app;
    await add(ada);
    const id = (await address(ada)).split("/").at(-1)!;
    const cy = await program(app, await app.person("Cy"));
    const body = method === "PUT" ? { ...JSON_DENTIST, title: "Mine" } : undefined;
    for (const tag of [null, '"1"', "*", '"9"']) {
      const headers: HeadersInit = tag === null ? {} : { "if-match": tag };
      const answers = [];
      for (const each of [id, ...NO_IDS]) {
        const path = `/api/appointments/${encodeURI(each).replaceAll("%25", "%")}`;
        const { status, json } = await cy.send(method, path, body, headers);
        answers.push([status, json && bare(JSON.stringify(json))]);
      }
      assertEquals(answers[0], answers[1]);
      assertEquals(answers[0]![0], 404);
      assertEquals(answers.filter(([status]) => status !== 404), []);
    }
    assertEquals((await rowsOf(app))[0]!.title, "Dentist");
  });
}
