import { createApp, createDeps } from "@/lib/app.ts";
import { environment, loadConfig } from "@/lib/config.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { createReadiness } from "@/lib/readiness.ts";
import { announce, built, explained, patiently, writeNoMore } from "@/lib/start.ts";
import { startTelemetry } from "@/lib/telemetry.ts";
import { createLog } from "@/lib/web/log.ts";
import { counted } from "@/lib/web/log_counters.ts";
import { serve } from "@/lib/web/serve.ts";
import { lineWriter } from "@/lib/web/stdout.ts";
import { createWork } from "@/lib/work.ts";

await startTelemetry();
const config = await explained(() => environment().then(loadConfig));
const db = await explained(() => openDatabase(config));
const log = counted(createLog(config.logFormat, lineWriter(config.logThrough)));
const deps = createDeps({ config, db, log });
const readiness = createReadiness(deps, "starting");
const work = createWork(deps);
export const app = await explained(() => createApp(deps, readiness));

// What follows is not awaited here: requests are answered meanwhile, with 503, and the build imports this very module.
const started = explained(() => patiently(() => migrate(db), log)).then(() => {
  readiness.enter("serving");
  work.start({ chores: import.meta.main });
});
if (import.meta.main) {
  await writeNoMore();
  const onStopping = () => readiness.enter("stopping");
  const options = { ...config, log, onStopping, onStopped: work.stop };
  const listening = explained(() => built().then(({ fetch }) => serve(fetch, options)));
  Promise.all([listening, started]).then(() => announce(config.origins));
}
