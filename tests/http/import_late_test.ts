import { assertEquals, assertStringIncludes } from "@std/assert";
import { calendar, event } from "../support/imports.ts";
import { openTab, PROMISE, signIn, waitingFor } from "../support/late_forms.ts";
import { withAda } from "../support/members.ts";
import { importAll, uploaded } from "../support/uploads.ts";

const dentist = (hour: string) =>
  calendar(
    ...event(`UID:dentist`, `DTSTART:20261123T${hour}0000Z`, "DURATION:PT1H", "SUMMARY:Dentist"),
  );

Deno.test("what was chosen for a calendar file is there again after a sign-in, beside the file", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await importAll(ada, dentist("08"));
  const path = await uploaded(ada, dentist("09"));
  const send = await openTab(ada, path);
  await ada.logout();
  assertStringIncludes((await send({ replaces: "on" })).text, PROMISE);
  await signIn(ada);
  assertEquals(await waitingFor(ada, path), { replaces: "on" });
});
