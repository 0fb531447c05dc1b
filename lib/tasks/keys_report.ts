import type { KeyUse } from "@/lib/auth/mod.ts";
import { shortMoment, textTable } from "./text_table.ts";

interface Row {
  readonly keyId: string;
  readonly setting: string;
  readonly logins: number;
  readonly lastSeenAt: number | null;
}

/**
 * The report of `deno task keys`.
 *
 * @param keyIds short names of the keys that are set, the current one first
 * @param lifetime seconds for which a signature holds
 */
export function keysReport(
  keyIds: readonly string[],
  inUse: readonly KeyUse[],
  lifetime: number,
): string {
  const known = keyIds.map((keyId, index) => row(keyId, nameOf(index), inUse));
  const gone = inUse.filter(({ keyId }) => !keyIds.includes(keyId))
    .map((use) => row(use.keyId, use.keyId ? "not set any more" : "not noted yet", inUse));
  return [
    table([...known, ...gone]),
    ...known.slice(1).map((row) => advice(row, known)),
    ...gone.map(({ keyId, logins }) =>
      keyId
        ? `${signIns(logins)} ${
          hang(logins)
        } on a key that is not set: signed out unless it comes back.`
        : `${signIns(logins)} ${hang(logins)} on a key that the next visit will tell.`
    ),
    `Visitors who are not signed in are not counted. ${
      days(lifetime)
    } after a key was replaced no cookie under it counts any more.`,
  ].join("\n");
}

function row(keyId: string, setting: string, inUse: readonly KeyUse[]): Row {
  const use = inUse.find((use) => use.keyId === keyId);
  return { keyId, setting, logins: use?.logins ?? 0, lastSeenAt: use?.lastSeenAt ?? null };
}

function nameOf(index: number): string {
  return index === 0 ? "SECRET_KEY" : `SECRET_KEY_FALLBACKS, no. ${index}`;
}

function advice({ keyId, setting, logins }: Row, known: readonly Row[]): string {
  const first = known.find((row) => row.keyId === keyId)!.setting;
  if (first !== setting) return `${setting}: the same key as ${first}. It can be dropped.`;
  if (logins === 0) return `${setting}: no live sign-in hangs on it. It can be dropped.`;
  return `${setting}: dropping it now would end ${
    signIns(logins)
  }. Each moves to SECRET_KEY at the next visit.`;
}

function table(rows: readonly Row[]): string {
  const cells = rows.map(({ keyId, setting, logins, lastSeenAt }) => [
    setting,
    keyId || "-",
    String(logins),
    shortMoment(lastSeenAt),
  ]);
  return textTable(["Key", "Short name", "Live sign-ins", "Last seen"], cells) + "\n";
}

function signIns(count: number): string {
  return count === 1 ? "1 sign-in" : `${count} sign-ins`;
}

function hang(count: number): string {
  return count === 1 ? "hangs" : "hang";
}

function days(seconds: number): string {
  const count = Math.ceil(seconds / 86_400);
  return count === 1 ? "A day" : `${count} days`;
}
