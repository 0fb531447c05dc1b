import type { Context } from "fresh";
import { isSafe } from "@/lib/session/mod.ts";
import { challenge, type ChallengeReason, readBearer } from "@/lib/web/bearer.ts";
import { problem } from "@/lib/web/problem.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { deviceOf } from "../middleware.ts";
import type { User } from "../user.ts";
import { type ApiToken, takeApiToken, type TokenFault } from "./use.ts";

/** What the guard needs, and what it provides to the routes behind it. */
export interface ApiAuthState extends AuthDeps {
  readonly requestId: string;
  device: Device;
  user: User | null;
  token: ApiToken | null;
}

/** Whoever holds a token of 256 random bits may hear why it is refused. */
const FAULTS: Record<TokenFault, string> = {
  unknown: "The API token is not known here.",
  revoked: "The API token was revoked.",
  expired: "The API token has expired. Make a new one under /account/tokens.",
  inactive: "The account of this API token is switched off, or about to be deleted.",
};

/**
 * Lets those pass who bring an API token in the header `Authorization` (RFC 6750 §2.1), and with methods that change
 * something only those whose token may write. Nothing else counts: no cookie is read, and no token in an address, which
 * logs would keep.
 */
export async function requireApiToken<S extends ApiAuthState>(ctx: Context<S>): Promise<Response> {
  const { req, state } = ctx;
  state.device = deviceOf(ctx);
  const bearer = readBearer(req.headers.get("authorization"));
  if (bearer === "missing") {
    const detail = 'Send an API token in the header "Authorization: Bearer clk_…".';
    return refuse(state, "no token", { status: 401, detail });
  }
  if (bearer === "malformed") {
    const detail = 'The header "Authorization" has to hold the word Bearer and one token.';
    const reason = { error: "invalid_request" } as const;
    return refuse(state, "malformed", { status: 400, detail, reason });
  }
  const used = await takeApiToken(state, bearer.token);
  if (!used.ok) {
    const reason = { error: "invalid_token" } as const;
    return refuse(state, used.fault, { status: 401, detail: FAULTS[used.fault], reason });
  }
  if (!isSafe(req.method) && used.token.scope !== "write") {
    const detail = "This API token may only read.";
    const reason = { error: "insufficient_scope", scope: "write" } as const;
    return refuse(state, "scope", { status: 403, detail, reason });
  }
  state.user = used.user;
  state.token = used.token;
  return ctx.next();
}

interface Refusal {
  readonly status: number;
  readonly detail: string;
  readonly reason?: ChallengeReason;
}

/** @param why for the log: in a word, and never with the token */
function refuse(
  state: ApiAuthState,
  why: string,
  { status, detail, reason }: Refusal,
): Response {
  state.log.warn("api refused", { why });
  return problem(state, status, detail, { headers: challenge(reason) });
}
