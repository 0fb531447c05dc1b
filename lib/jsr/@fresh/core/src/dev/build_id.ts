import { createHash } from "node:crypto";

/** Names of a deployment, in the order in which they count. */
const VARIABLES = ["DENO_DEPLOYMENT_ID", "GITHUB_SHA", "CI_COMMIT_SHA"];

/** One id for all that a deployment serves; where it has no name of its own, a new one. */
export function newBuildId(): string {
  const name = VARIABLES.map((variable) => Deno.env.get(variable)).find(Boolean) ??
    crypto.randomUUID();
  return createHash("sha1").update(name).digest("hex");
}
