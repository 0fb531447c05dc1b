import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "@/lib/config.ts";
import { type DatabaseAddress, isFile } from "../open.ts";
import { pathOf } from "../file.ts";
import { copyFile } from "./copy_file.ts";
import { copyServer } from "./copy_server.ts";
import { type Contents, examine } from "./examine.ts";
import { placed } from "./place.ts";
import { told } from "./told.ts";

/**
 * Writes a database as it is now into a new file, which only its owner may read, and looks at all of it before it gets
 * its name. The app may run and write meanwhile. Whatever the database is, the backup is a file of SQLite's.
 *
 * @throws {ConfigError} when that cannot be done, or the copy is not good; then there is no new file
 */
export async function takeBackup(address: DatabaseAddress, to: string): Promise<Contents> {
  const { name, copy } = sourceOf(address);
  return await told(`${to} cannot be written`, () =>
    placed(to, async (temporary) => {
      await told(`${name} cannot be copied`, () => copy(temporary));
      return await told(`the copy of ${name} is no good`, () => examine(temporary));
    }));
}

interface Source {
  readonly name: string;
  copy(to: string): Promise<void>;
}

function sourceOf(address: DatabaseAddress): Source {
  const { databaseUrl } = address;
  if (!isFile(databaseUrl)) return { name: databaseUrl, copy: (to) => copyServer(address, to) };
  const path = pathOf(databaseUrl);
  if (!existsSync(path)) throw new ConfigError(`there is no database at ${resolve(path)}.`);
  return { name: path, copy: (to) => copyFile(path, to) };
}
