import type { Contents } from "@/lib/db/backup/examine.ts";
import { shortMoment } from "./text_table.ts";

/** "3 accounts, 120 appointments, 1.2 MB, last used 2026-11-21T08:15Z". */
export function bookWords({ accounts, appointments, bytes, changedAt }: Contents): string {
  return [
    counted(accounts, "account"),
    counted(appointments, "appointment"),
    `${(bytes / 1_000_000).toFixed(1)} MB`,
    changedAt === null ? "never used" : `last used ${shortMoment(changedAt)}`,
  ].join(", ");
}

/** "1 account", "2 accounts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
