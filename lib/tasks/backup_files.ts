import { dirname, join } from "node:path";
import { pathOf } from "@/lib/db/file.ts";
import { type DatabaseAddress, isFile } from "@/lib/db/open.ts";

/** The name of a backup of this moment (milliseconds since 1970), which sorts by time: "cloakroom-2026-11-22T013005Z.db". */
export function backupName(at: number): string {
  return `cloakroom-${stamp(at)}.db`;
}

/** "2026-11-22T013005Z": ISO 8601 to the second, without what some file systems do not allow in names. */
export function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(":", "")}Z`;
}

const OURS = /^cloakroom-\d{4}-\d\d-\d\dT\d{6}Z\.db$/;

/** Removes the oldest backups of a folder until `keep` are left. Files of other names stay. */
export async function keepNewest(folder: string, keep: number): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile && OURS.test(name)) names.push(name);
  }
  const old = names.toSorted().slice(0, Math.max(0, names.length - keep));
  for (const name of old) await Deno.remove(join(folder, name));
  return old;
}

/** Where backups go unless somebody says so: beside the database, where that is a file. */
export function backupFolder({ databaseUrl }: DatabaseAddress): string {
  return join(isFile(databaseUrl) ? dirname(pathOf(databaseUrl)) : "data", "backups");
}
