import { createApp, createDeps } from "@/lib/app.ts";
import { environment, loadConfig } from "@/lib/config.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { createReadiness } from "@/lib/readiness.ts";
import { announce, built, explained, writeNoMore } from "@/lib/start.ts";
import { startTelemetry } from "@/lib/telemetry.ts";
import { openLog } from "@/lib/web/open_log.ts";
import { serve } from "@/lib/web/serve.ts";
import { createWork } from "@/lib/work.ts";

await startTelemetry();
const config = await explained(() => environment().then(loadConfig));
const db = await explained(() => openDatabase(config));
const deps = createDeps({ config, db, log: openLog(config) });
const readiness = createReadiness(deps, "starting");
export const app = await explained(() => createApp(deps, readiness));

// What follows is not awaited here: requests are answered meanwhile, with 503, and the build imports this very module.
const work = createWork({ ...deps, readiness });
const started = explained(() => work.start({ chores: import.meta.main }));
if (import.meta.main) {
  await writeNoMore();
  const onStopping = () => readiness.enter("stopping");
  const options = { ...config, log: deps.log, onStopping, onStopped: work.stop };
  const listening = explained(() => built().then(({ fetch }) => serve(fetch, options)));
  Promise.all([listening, started]).then(() => announce(config.origins));
}
