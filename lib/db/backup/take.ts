import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "@/lib/config.ts";
import { copyFile } from "./copy_file.ts";
import { type Contents, examine } from "./examine.ts";
import { placed } from "./place.ts";
import { told } from "./told.ts";

/**
 * Writes a database as it is now into a new file, which only its owner may read, and looks at all of it before it gets
 * its name. The app may run and write meanwhile.
 *
 * @param from the file of the database
 * @throws {ConfigError} when that cannot be done, or the copy is not good; then there is no new file
 */
export async function takeBackup(from: string, to: string): Promise<Contents> {
  if (!existsSync(from)) throw new ConfigError(`there is no database at ${resolve(from)}.`);
  return await told(`${to} cannot be written`, () =>
    placed(to, async (temporary) => {
      await told(`${from} cannot be copied`, () => copyFile(from, temporary));
      return await told(`the copy of ${from} is no good`, () => examine(temporary));
    }));
}
