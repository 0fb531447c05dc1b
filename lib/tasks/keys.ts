/** Tells how many live sign-ins still hang on each secret key, so that an old one can be dropped without guessing. */
import { sessionSettingsOf } from "@/lib/app.ts";
import { keysInUse } from "@/lib/auth/mod.ts";
import { systemClock as clock } from "@/lib/clock.ts";
import { environment, knownConfig } from "@/lib/config.ts";
import { requireMigrated } from "@/lib/db/migrate.ts";
import { openKnownDatabase } from "@/lib/db/open.ts";
import { explained } from "@/lib/start.ts";
import { QUIET } from "@/lib/web/log.ts";
import { keysReport } from "./keys_report.ts";

console.log(await explained(report, "The keys cannot be counted"));

async function report(): Promise<string> {
  const config = await knownConfig(await environment());
  const { codec, lifetime } = sessionSettingsOf({ config, clock, log: QUIET });
  await using db = await openKnownDatabase(config);
  await requireMigrated(db);
  return keysReport(codec.keyIds, await keysInUse({ db, clock, config }), lifetime);
}
