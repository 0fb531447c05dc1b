import { createApp, createDeps } from "@/lib/app.ts";
import { startChores } from "@/lib/chores.ts";
import { environment, loadConfig } from "@/lib/config.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { startDelivery } from "@/lib/mailer/mod.ts";
import { built, explained, writeNoMore } from "@/lib/start.ts";
import { createLog } from "@/lib/web/log.ts";
import { serve } from "@/lib/web/serve.ts";

const config = await explained(() => environment().then(loadConfig));
const db = await explained(() => openDatabase(config));
await explained(() => migrate(db));
const log = createLog(config.logFormat);
const deps = createDeps({ config, db, log });
export const app = await explained(() => createApp(deps));
const delivery = startDelivery(deps);

if (import.meta.main) {
  await writeNoMore();
  startChores(deps);
  const onStopped = async () => {
    await deps.background.idle(); // it may have mails to write
    await delivery.stop();
    await db.destroy();
  };
  // Not awaited here: the build imports this very module, and each would wait for the other.
  explained(() => built().then(({ fetch }) => serve(fetch, { ...config, log, onStopped })));
}
