import { assertEquals } from "@std/assert";
import { join } from "node:path";
import type { Mail } from "@/lib/mailer/mod.ts";
import { SECRET } from "../../support/constants.ts";
import { AppProcess, freePort, inNewFolder, runTask } from "../../support/process.ts";
import type { Secret } from "../../support/secret_forms.ts";
import {
  administer,
  changePasswords,
  comeAndGo,
  mailsIn,
  signUpAndIn,
  useAccount,
} from "./story.ts";
import { type Exchange, Witness } from "./witness.ts";

/** What a run of all flows has left behind. */
export interface Evidence {
  readonly secrets: readonly Secret[];
  readonly exchanges: readonly Exchange[];
  /** Files of the database by name, while the app ran and after it has stopped. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly log: string;
  readonly mails: readonly Mail[];
}

let evidence: Promise<Evidence> | undefined;

/** One run for all tests. */
export function collected(): Promise<Evidence> {
  return evidence ??= collect();
}

async function collect(): Promise<Evidence> {
  const files = new Map<string, Uint8Array>();
  let log = "";
  let mails: Mail[] = [];
  let runs = 0;
  const port = freePort();
  const witness = new Witness(`http://localhost:${port}`);
  await inNewFolder(async (folder) => {
    const env = { SECRET_KEY: SECRET, LOG_FORMAT: "json" };
    const stage = { witness, database: `file:${join(folder, "data", "cloakroom.db")}` };
    const run = async (more: Record<string, string>, flows: () => Promise<void>) => {
      await using app = await new AppProcess(folder, port, { ...env, ...more }).ready();
      await flows();
      await copyFiles(folder, files, `in run ${++runs}`);
      await app.stop();
      log += app.output;
      await copyFiles(folder, files, `after run ${runs}`);
    };
    await run({}, async () => {
      const phone = await signUpAndIn(stage);
      await useAccount(stage, await changePasswords(stage, phone));
    });
    const admin = witness.chosen("the password of a task", "cobalt meadow fifth Zither");
    log += await addAdmin(witness, folder, { ...env, PASSWORD: admin });
    await run({ REGISTRATION: "confirm" }, async () => {
      await administer(stage, admin);
      await comeAndGo(stage);
    });
    mails = await mailsIn(stage);
  });
  witness.made("the key of the app", SECRET);
  return { secrets: witness.secrets, exchanges: witness.exchanges, files, log, mails };
}

/** Adds Grace by the task, and returns what that has printed, but for the link that it is to print. */
async function addAdmin(
  witness: Witness,
  folder: string,
  env: Record<string, string>,
): Promise<string> {
  const email = "grace@example.org";
  let printed = "";
  for (const args of [["add", email], ["admin", email], ["list"], ["reset-link", email]]) {
    const { code, out, err } = await runTask("user", folder, { args, env });
    assertEquals(code, 0, err);
    const [, token] = /\/reset\/([\w-]{43})/.exec(out) ?? [];
    if (token) witness.made("the token of a printed link", token);
    printed += out.replace(token ?? "", "") + err;
  }
  return printed;
}

async function copyFiles(folder: string, files: Map<string, Uint8Array>, when: string) {
  for await (const { name } of Deno.readDir(join(folder, "data"))) {
    const path = join(folder, "data", name);
    files.set(`${name} ${when}`, await Deno.readFile(path));
  }
}
