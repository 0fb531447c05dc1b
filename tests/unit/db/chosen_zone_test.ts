import { assertEquals } from "@std/assert";
import { sql } from "kysely";
import { migrate } from "@/lib/db/migrate.ts";
import * as start from "@/lib/db/migrations/0001_start.ts";
import * as loginKeys from "@/lib/db/migrations/0002_login_keys.ts";
import * as accounts from "@/lib/db/migrations/0003_accounts.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { IN_MEMORY } from "../../support/database.ts";

/** What a history of before says, and whether the time zone of its account was chosen. */
const HISTORIES: [type: string, details: string, hasChosen: number][] = [
  ["profile_changed", '{"fields":"name, time zone"}', 1],
  ["profile_changed", '{"fields":"time zone"}', 1],
  ["profile_changed", '{"fields":"name"}', 0],
  ["registered", '{"fields":"time zone"}', 0],
];

for (const [type, details, hasChosen] of HISTORIES) {
  Deno.test(`an account of before with ${type} ${details} has ${hasChosen ? "chosen" : "not chosen"} its zone`, async () => {
    await using db = await openDatabase(IN_MEMORY);
    await migrate(db, [
      { name: "0001_start", ...start },
      { name: "0002_login_keys", ...loginKeys },
      { name: "0003_accounts", ...accounts },
    ]);
    await sql`
      INSERT INTO users (id, email, name, password_hash, time_zone, created_at, updated_at)
      VALUES ('1', 'ada@example.org', 'Ada', '', 'Asia/Tokyo', 1, 1)`.execute(db);
    await sql`
      INSERT INTO events (id, user_id, type, at, user_agent, address, details)
      VALUES ('1', '1', ${type}, 1, '', '', ${details})`.execute(db);
    await migrate(db);
    const user = await db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
    assertEquals([user.has_chosen_zone, user.time_zone], [hasChosen, "Asia/Tokyo"]);
  });
}
