import { join } from "node:path";
import { openDatabase, write } from "@/lib/db/open.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { tokenIn } from "../support/visitor.ts";
import type { SignInForm } from "./try_once.ts";
import { fileAt } from "../support/database.ts";

interface Kind {
  readonly hash: string;
  readonly isActive?: boolean;
}

/** The app as it runs, behind a proxy: so that each try may come from another address. */
export async function atSignIn(
  measure: (app: AppProcess, form: SignInForm) => Promise<void>,
): Promise<void> {
  await build();
  await inNewFolder(async (folder) => {
    const env = { TRUST_PROXY: "on", LOG_FORMAT: "json", MALLOC_TRIM_THRESHOLD_: "131072" };
    await using app = await new AppProcess(folder, freePort(), env).ready();
    const visitor = app.visitor();
    const { text } = await visitor.get("/login");
    const cookie = [...visitor.cookies].map((pair) => pair.join("=")).join("; ");
    const headers = { cookie, origin: visitor.origin, "sec-fetch-site": "same-origin" };
    await measure(app, { url: `${visitor.origin}/login`, headers, csrf_token: tokenIn(text)! });
  });
}

/** Puts accounts into the app's database: `old7@example.org` is the eighth of the kind `old`. */
export async function addAccounts(
  { folder }: AppProcess,
  kinds: Record<string, Kind>,
  count: number,
): Promise<void> {
  const db = await openDatabase(fileAt(join(folder, "data", "cloakroom.db")));
  const users = Object.entries(kinds).flatMap(([kind, { hash, isActive = true }]) =>
    Array.from({ length: count }, (_, i) => ({
      id: crypto.randomUUID(),
      email: `${kind}${i}@example.org`,
      name: kind,
      password_hash: hash,
      is_active: isActive ? 1 : 0,
      time_zone: "UTC",
      created_at: 0,
      updated_at: 0,
    }))
  );
  await write(db, (trx) => trx.insertInto("users").values(users).execute());
  await db.destroy();
}

/** The value below which `part` of all lie. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}
