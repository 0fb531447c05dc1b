import type { AuthDeps, Device } from "../deps.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";
import { type ExportPart, ownParts } from "./export_parts.ts";

/** All that is held of a person, as JSON. `about` explains the parts by their names. */
export interface AccountExport {
  readonly about: Readonly<Record<string, string>>;
  readonly exported_at: string;
  readonly [part: string]: unknown;
}

type ExportDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config">;

const ABOUT_FILE =
  "Everything that Cloakroom holds about you. Times are instants in UTC (ISO 8601).";

const LEFT_OUT =
  "Your password and the secrets of sign-ins, API tokens and links are kept only as hashes, which open nothing and are left out. Wrong passwords are counted for a day under names that nobody can read. Mails to you are deleted once they are sent.";

/**
 * Everything that is held about a person: what is theirs here, and `more` from the rest of the app, by name. Notes in the
 * history that it was exported.
 */
export async function exportAccount(
  deps: ExportDeps,
  { user, device }: { user: User; device: Device },
  more: Readonly<Record<string, ExportPart>>,
): Promise<AccountExport> {
  await noteExport(deps, { user, device });
  const parts = { ...await ownParts(deps, user), ...more };
  const about = Object.entries(parts).map(([name, part]) => [name, part.about]);
  const contents = Object.entries(parts).map(([name, part]) => [name, part.content]);
  return {
    about: { this_file: ABOUT_FILE, not_in_it: LEFT_OUT, ...Object.fromEntries(about) },
    exported_at: new Date(deps.clock()).toISOString(),
    ...Object.fromEntries(contents),
  };
}

/** Notes in the history that data has left. */
export async function noteExport(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks">,
  { user, device }: { user: User; device: Device },
): Promise<void> {
  await recorded(deps, (_, happened) => {
    happened({ type: "exported", userId: user.id, device, details: {} });
    return Promise.resolve();
  });
}
