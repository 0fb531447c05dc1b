import { createHooks, endAllAccess, type EndedAccess } from "@/lib/auth/mod.ts";
import { systemClock as clock } from "@/lib/clock.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { QUIET } from "@/lib/web/log.ts";
import { counted } from "./book_words.ts";

/**
 * Makes a copied database ready to be used: brings it up to date, and ends all that lets anybody in without a password.
 *
 * @returns what was ended; null where it was to stay
 */
export async function prepareBook(
  path: string,
  { keepsLogins }: { readonly keepsLogins: boolean },
): Promise<EndedAccess | null> {
  await using db = await openDatabase({ databaseUrl: `file:${path}` });
  await migrate(db);
  return keepsLogins
    ? null
    : await endAllAccess({ db, clock, log: QUIET, hooks: createHooks(QUIET) });
}

/** What a restored book means for its people. */
export function endedWords(ended: EndedAccess | null): string {
  const access = ended
    ? whatEnded(ended)
    : "Logins, API tokens, private addresses and mailed links are as they were then, also what was ended since.";
  return `${access}\nPasswords, and who is an administrator or switched off, are as they were then, too. ` +
    "The secret key has to be that of then.";
}

function whatEnded({ logins, tokens, addresses, links, mails }: EndedAccess): string {
  const all = [
    logins > 0 && counted(logins, "login"),
    tokens > 0 && counted(tokens, "API token"),
    addresses > 0 && counted(addresses, "private address", "private addresses"),
    links > 0 && counted(links, "mailed link"),
    mails > 0 && counted(mails, "waiting mail"),
  ].filter(Boolean).join(", ");
  if (all === "") return "No login, token or link was in it that had to be ended.";
  return `Ended, as it may have been since: ${all}. --keep-logins leaves it.`;
}
