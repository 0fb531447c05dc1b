/** Brings the database up to date, and says what was done. */
import { environment, readConfig } from "@/lib/config.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { explained } from "@/lib/start.ts";

const { databaseUrl } = await explained(() => environment().then(readConfig));
await using db = await explained(() => openDatabase(databaseUrl));
const ran = await explained(() => migrate(db));
console.log(ran.length > 0 ? `Migrated: ${ran.join(", ")}.` : "The database is up to date.");
