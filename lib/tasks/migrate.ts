/** Brings the database up to date, and says what was done. */
import { environment, readConfig } from "@/lib/config.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { explained } from "@/lib/start.ts";

console.log(await explained(report, "The database cannot be brought up to date"));

async function report(): Promise<string> {
  await using db = await openDatabase(readConfig(await environment()));
  const ran = await migrate(db);
  return ran.length > 0 ? `Migrated: ${ran.join(", ")}.` : "The database is up to date.";
}
