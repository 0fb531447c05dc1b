import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { members } from "../support/appointments.ts";
import { calendar, event } from "../support/imports.ts";
import { IMPORT, upload } from "../support/uploads.ts";

const DENTIST = event(
  "UID:dentist",
  "DTSTART:20261123T083000Z",
  "DURATION:PT1H",
  "SUMMARY:Dentist",
);

const REFUSED: [what: string, content: string | Uint8Array<ArrayBuffer> | null, error: string][] = [
  ["no file", null, "Please choose a file."],
  ["an empty file", "", "The file is empty."],
  ["a text", "Hello", "That is not a calendar file."],
  ["a zip archive", new Uint8Array([0x50, 0x4b, 3, 4]), "That is a zip archive."],
];

for (const [what, content, error] of REFUSED) {
  Deno.test(`${what} is refused, beside the field`, async () => {
    const { app, ada } = await members();
    await using _ = app;
    const { status, text } = await upload(ada, content);
    assertEquals(status, 422);
    assertMatch(text, new RegExp(`<p class="field-error" id="file-error">${error}`));
    assertMatch(text, /<input type="file"[^>]*aria-invalid="true"/);
    assertStringIncludes(text, 'href="#file"');
  });
}

Deno.test("a file that comes as text, without its form's encoding, is no file", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const { status, text } = await ada.submit(IMPORT, { file: calendar(...DENTIST) });
  assertEquals(status, 422);
  assertStringIncludes(text, "Please choose a file.");
});

Deno.test("a file may have a megabyte, and other forms no more than before", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const long = (bytes: number) => calendar(...DENTIST, `X-LONG:${"x".repeat(bytes)}`);
  assertEquals((await upload(ada, long(1_000_000))).status, 303);
  const { status, text } = await upload(ada, long(1_100_000));
  assertEquals(status, 413);
  assertStringIncludes(text, "1024 KB");
  assertEquals((await ada.post("/appointments/new", { title: "x".repeat(70_000) })).status, 413);
  assertEquals((await ada.post(`${IMPORT}/x`, { title: "x".repeat(70_000) })).status, 413);
});
