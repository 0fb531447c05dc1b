import { sql } from "kysely";
import { databaseTrouble } from "@/lib/database_trouble.ts";
import { type DatabaseAddress, isFile, openDatabase } from "@/lib/db/open.ts";

/**
 * Asks a database server for next to nothing. Files are left alone: looking at one would make it.
 *
 * @returns what keeps it from answering, in a word or two, and null when it answers; undefined for a file
 */
export async function askDatabase(address: DatabaseAddress): Promise<string | null | undefined> {
  if (isFile(address.databaseUrl)) return undefined;
  await using db = await openDatabase(address);
  try {
    await sql`SELECT 1`.execute(db);
    return null;
  } catch (error) {
    return databaseTrouble(error) ?? "failing";
  }
}
