import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createLog } from "@/lib/web/log.ts";
import { createLineWriter, lineWriter } from "@/lib/web/stdout.ts";
import { pause } from "../../support/waiting.ts";

function logged(format: "pretty" | "json", write: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = [];
  write(createLog(format, (line) => lines.push(line)));
  return lines;
}

Deno.test("a machine gets one JSON object a line", () => {
  const [line] = logged("json", (log) => log.info("request", { status: 200, route: "/" }));
  const { time, ...rest } = JSON.parse(line!);
  assertMatch(time, /^\d{4}-\d\d-\d\dT/);
  assertEquals(rest, { level: "info", event: "request", status: 200, route: "/" });
});

Deno.test("a person gets one short line", () => {
  const [line] = logged("pretty", (log) => log.info("request", { route: "/a/:id", ms: 1.5 }));
  assertMatch(line!, /^\d\d:\d\d:\d\d request route=\/a\/:id ms=1.5$/);
});

for (const format of ["pretty", "json"] as const) {
  Deno.test(`no value can forge a second ${format} line`, () => {
    const lines = logged(
      format,
      (log) => log.info("request", { agent: 'x"\n12:00:00 forged\u2028' }),
    );
    assertEquals(lines.length, 1);
    assert(!lines[0]!.includes("\n"));
  });

  Deno.test(`a ${format} line about an error tells the error and what caused it`, () => {
    const cause = new Error("disk full");
    const [line] = logged(format, (log) => log.error("failed", {}, new Error("no", { cause })));
    assertStringIncludes(line!, "disk full");
    assertStringIncludes(line!.toLowerCase(), "error");
  });
}

Deno.test("lines that come together are written together, whole and in order", async () => {
  const written: string[] = [];
  const output = {
    writeSync(bytes: Uint8Array) {
      written.push(new TextDecoder().decode(bytes.subarray(0, 5)));
      return Math.min(5, bytes.length);
    },
  };
  const write = createLineWriter(output);
  write("first");
  write("second");
  assertEquals(written, [], "not yet");
  await pause(30);
  assertEquals(written.join(""), "first\nsecond\n");
  write("third");
  dispatchEvent(new Event("unload"));
  assertEquals(written.join(""), "first\nsecond\nthird\n", "at the end without waiting");
  await pause(30);
});

Deno.test("a log that nobody reads any more ends nothing", async () => {
  let tries = 0;
  const write = createLineWriter({
    writeSync() {
      tries++;
      throw new Deno.errors.BrokenPipe();
    },
  });
  write("lost");
  await pause(30);
  write("lost too");
  await pause(30);
  assertEquals(tries, 2);
});

Deno.test("where lines have to go through the console, they do, each by itself and unchanged", () => {
  const told: unknown[][] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => told.push(values);
  try {
    const write = lineWriter("console");
    for (const line of ["one", "100 %s"]) write(line);
  } finally {
    console.log = log;
  }
  assertEquals(told, [["one"], ["100 %s"]]);
});
