import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { addressOf } from "@/lib/doctor/evidence.ts";
import { examineVisit, visit } from "@/lib/doctor/mod.ts";
import { NOW } from "../support/constants.ts";
import { settingsOf } from "../support/doctor.ts";
import { saidOfVisit } from "../support/doctor_visit.ts";
import { freePort } from "../support/process.ts";

Deno.test("an app that does not run is told in a sentence", async () => {
  const visited = await visit(new URL(`http://localhost:${freePort()}/login?x=secret`), () => NOW);
  const [finding] = examineVisit(visited, await settingsOf());
  assertMatch(finding!.text, /^http:\/\/localhost:\d+ cannot be reached: .*refused.*[^.]\.$/i);
  assertFalse(finding!.text.includes("secret"));
});

Deno.test("a page that never ends is read only so far", async () => {
  let pieces = 0;
  const pull = (controller: ReadableStreamDefaultController) => {
    controller.enqueue(new Uint8Array(65_536));
    if (++pieces === 3_000) controller.close(); // the test itself has to end
  };
  const { findings } = await saidOfVisit({
    proxy: () => new Response(new ReadableStream({ pull })),
  });
  assert(findings.some(({ text }) => /with status 200, is not this app/.test(text)));
  assert(pieces < 1_000, `${pieces} pieces of 64 KiB were read`);
});

Deno.test("an answer over https that does not pin it is told, and one over http is not", async () => {
  const settings = await settingsOf();
  const says = (address: string, answer: HeadersInit = {}) => {
    const url = new URL(address);
    const headers = new Headers({ "x-request-id": "x", ...answer });
    const hop = { ...addressOf(url), status: 200, answer: headers };
    const visited = { url, hops: [hop], hasForm: true, believesAnybody: false };
    const findings = examineVisit(visited, settings);
    return findings.filter(({ text }) => /Strict-Transport-Security/.test(text)).length;
  };
  assertEquals(says("https://book.example/"), 1);
  assertEquals(says("https://book.example/", { "strict-transport-security": "max-age=1" }), 0);
  assertEquals(says("http://book.example/"), 0);
  assertEquals(says("https://localhost:8443/"), 0);
});
