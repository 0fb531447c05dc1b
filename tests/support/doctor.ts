import { assert, assertEquals, assertMatch } from "@std/assert";
import { sessionSettingsOf } from "@/lib/app.ts";
import type { Env } from "@/lib/config.ts";
import {
  complaints,
  examine,
  type Finding,
  readPasted,
  readSettings,
  type Settings,
} from "@/lib/doctor/mod.ts";
import { QUIET } from "@/lib/web/log.ts";
import { NOW, SECRET } from "./constants.ts";

export const BOOK: Env = { ORIGIN: "https://book.example", SECRET_KEY: SECRET };

/** The settings of an app that would run with this environment, without a key of its own unless one is given. */
export function settingsOf(env: Env = BOOK, ownSecret: string | null = null): Promise<Settings> {
  const clock = () => NOW;
  return readSettings({
    clock,
    environment: () => Promise.resolve(env),
    ownSecret: () => Promise.resolve(ownSecret),
    session: (config) => sessionSettingsOf({ config, clock, log: QUIET }),
  });
}

/** What the doctor says of pasted headers. */
export async function saidOf(pasted: string, env?: Env): Promise<Finding[]> {
  const settings = await settingsOf(env);
  return readPasted(pasted).flatMap((evidence) => examine(evidence, settings));
}

/** One thing that the doctor notices, and something like it where it is silent. */
export interface Notice {
  readonly env?: Env;
  readonly pasted: string;
  readonly level: Finding["level"];
  readonly text: RegExp;
  readonly remedy?: RegExp;
  readonly silentAt: { readonly pasted?: string; readonly env?: Env };
}

/** A test for each: the finding is there, with its remedy, and is not there where it should not be. */
export function notices(table: Record<string, Notice>): void {
  for (
    const [what, { env, pasted, level, text, remedy = /./, silentAt }] of Object.entries(table)
  ) {
    Deno.test(`the doctor notices ${what}`, async () => {
      const findings = await saidOf(pasted, env);
      const found = findings.find((finding) => text.test(finding.text));
      assert(found, Deno.inspect(findings));
      assertEquals(found.level, level);
      if (level !== "fine") assertMatch(found.remedy ?? "", remedy);
      const others = await saidOf(silentAt.pasted ?? pasted, silentAt.env ?? env);
      assertEquals(others.filter((finding) => text.test(finding.text)), []);
    });
  }
}

/** That nothing is wrong or doubtful. */
export async function assertNoComplaint(pasted: string, env?: Env): Promise<void> {
  assertEquals(complaints(await saidOf(pasted, env)), []);
}
