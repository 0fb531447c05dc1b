import { existsSync } from "node:fs";
import { ConfigError } from "@/lib/config.ts";
import { copyFile } from "./copy_file.ts";
import { type Contents, examine } from "./examine.ts";
import { BESIDE } from "./place.ts";
import { told } from "./told.ts";

/**
 * Copies a backup into an empty file, and looks at all of it. The backup itself stays as it is.
 *
 * @throws {ConfigError} when there is none, or it is not good
 */
export async function loadBackup(from: string, to: string): Promise<Contents> {
  const found = await told(`${from} cannot be read`, () => Deno.stat(from));
  if (!found.isFile) throw new ConfigError(`${from} is no file.`);
  await told(`${from} cannot be read`, () => copyFile(from, to));
  const failing = `${from} is no good as a backup`;
  const contents = await told(failing, () => examine(to));
  // SQLite fills up with zeros what is missing of the last page.
  const isAlone = BESIDE.every((end) => !existsSync(from + end));
  if (isAlone && found.size !== contents.bytes) {
    throw new ConfigError(`${failing}: its end is missing.`);
  }
  return contents;
}
