import { assertEquals } from "@std/assert";
import { join } from "node:path";
import type { Mail } from "@/lib/mailer/mod.ts";
import { SECRET } from "../../support/constants.ts";
import { OtlpReceiver } from "../../support/otlp.ts";
import { AppProcess, freePort, inNewFolder, runTask } from "../../support/process.ts";
import type { Secret } from "../../support/secret_forms.ts";
import { mailsIn } from "./mails.ts";
import { administer, changePasswords, comeAndGo, signUpAndIn, useAccount } from "./story.ts";
import { type Exchange, Witness } from "./witness.ts";

/** What a run of all flows has left behind. */
export interface Evidence {
  readonly secrets: readonly Secret[];
  readonly exchanges: readonly Exchange[];
  /** Files of the database by name, while the app ran and after it has stopped. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly log: string;
  /** What tasks have printed. */
  readonly printed: string;
  /** What Deno's OpenTelemetry has sent to a collector. */
  readonly exported: string;
  readonly mails: readonly Mail[];
}

export const FORMATS = ["json", "pretty"] as const;
type Format = typeof FORMATS[number];

const evidence = new Map<Format, Promise<Evidence>>();

/** One run for all tests, with the log in this format. */
export function collected(format: Format = "json"): Promise<Evidence> {
  const known = evidence.get(format) ?? collect(format);
  evidence.set(format, known);
  return known;
}

async function collect(format: Format): Promise<Evidence> {
  await using collector = new OtlpReceiver();
  const files = new Map<string, Uint8Array>();
  let log = "";
  let printed = "";
  let mails: Mail[] = [];
  let runs = 0;
  const port = freePort();
  const witness = new Witness(`http://localhost:${port}`);
  await inNewFolder(async (folder) => {
    const env = { SECRET_KEY: SECRET, LOG_FORMAT: format };
    const stage = { witness, database: `file:${join(folder, "data", "cloakroom.db")}` };
    const run = async (more: Record<string, string>, flows: () => Promise<void>) => {
      await using app = await new AppProcess(folder, port, {
        ...env,
        ...collector.env,
        ...more,
      }).ready();
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
    printed = await addAdmin(witness, folder, { ...env, PASSWORD: admin });
    // Nobody listens there, so that the log tells of mails that wait.
    const mailServer = witness.made("the password of the mail server", "Kx9vQ2mT7rBw4LzN");
    const SMTP_URL = `smtp://book:${mailServer}@127.0.0.1:${freePort()}`;
    await run({ REGISTRATION: "confirm", SMTP_URL }, async () => {
      await administer(stage, admin);
      await comeAndGo(stage);
    });
    mails = await mailsIn(stage);
  });
  witness.made("the key of the app", SECRET);
  const { secrets, exchanges } = witness;
  const exported = collector.bodies.join("\n");
  return { secrets, exchanges, files, log, printed, exported, mails };
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
