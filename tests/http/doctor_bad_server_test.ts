import { assert, assertFalse, assertMatch } from "@std/assert";
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
