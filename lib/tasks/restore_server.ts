import { join } from "node:path";
import { fillServer } from "@/lib/db/backup/fill_server.ts";
import { loadBackup } from "@/lib/db/backup/load.ts";
import { told } from "@/lib/db/backup/told.ts";
import type { DatabaseAddress } from "@/lib/db/open.ts";
import { bookWords } from "./book_words.ts";
import { done, type Outcome } from "./outcome.ts";
import { endedWords, prepareBook } from "./prepare_book.ts";
import type { Wishes } from "./restore_file.ts";

/**
 * Copies a backup into the empty database of a libSQL server: a book moves there, or comes back.
 *
 * @throws {ConfigError} when that cannot be done
 */
export async function restoreToServer(
  from: string,
  address: DatabaseAddress,
  wishes: Pick<Wishes, "keepsLogins">,
): Promise<Outcome> {
  const folder = await Deno.makeTempDir();
  try {
    const copy = join(folder, "copy.db");
    const backup = await loadBackup(from, copy);
    const ended = await prepareBook(copy, wishes);
    await told(`${address.databaseUrl} cannot be filled`, () => fillServer(address, copy));
    return done(
      `${address.databaseUrl} now holds what ${from} does: ${bookWords(backup)}.`,
      endedWords(ended),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
