import { calendar, event, sample } from "../imports.ts";
import { IMPORT, upload, uploaded } from "../uploads.ts";
import { LONG, member, NAMES } from "./people.ts";
import type { Walk } from "./walk.ts";

/** Calendar files that come in. */
export async function imports(walk: Walk): Promise<void> {
  const app = await walk.app();
  const ada = await member(app, NAMES.ada);
  await walk.see("import", ada, IMPORT);
  walk.keep("import, no file", ada, await upload(ada, null), 422);
  walk.keep("import, no calendar", ada, await upload(ada, "Hello"), 422);
  await walk.see("import, nothing in it", ada, await uploaded(ada, calendar()));
  const path = await uploaded(ada, await sample("google"));
  await walk.see("import, all new", ada, path);
  await walk.send("imported", ada, path, {});
  const changed = (await sample("google")).replace("SUMMARY:Zahnärztin", "SUMMARY:Dentist");
  const more = [
    ...event("DTSTART:20261123", `SUMMARY:${LONG}`),
    ...event("DTSTART:20261124", "SUMMARY:رحلة إلى البحر مع العائلة"),
    ...event(`SUMMARY:${LONG}`),
  ];
  await walk.see("import, some different", ada, await uploaded(ada, changed + calendar(...more)));
  await walk.see("import, waits no more", ada, path, 404);
}
