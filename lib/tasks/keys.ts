/** Tells how many live sign-ins still hang on each secret key, so that an old one can be dropped without guessing. */
import { sessionSettingsOf } from "@/lib/app.ts";
import { keysInUse } from "@/lib/auth/mod.ts";
import { systemClock as clock } from "@/lib/clock.ts";
import { environment, loadConfig } from "@/lib/config.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { explained } from "@/lib/start.ts";
import { createLog } from "@/lib/web/log.ts";
import { keysReport } from "./keys_report.ts";

const config = await explained(() => environment().then(loadConfig));
const settings = await explained(() =>
  sessionSettingsOf({ config, clock, log: createLog(config.logFormat) })
);
await using db = await explained(() => openDatabase(config.databaseUrl));
await explained(() => migrate(db));
const inUse = await keysInUse({ db, clock, config });
console.log(keysReport(settings.codec.keyIds, inUse, settings.lifetime));
