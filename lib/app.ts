import { App, createDefine, staticFiles } from "fresh";
import {
  type ApiToken,
  type AuthDeps,
  createAuthDeps,
  type Device,
  type Login,
  type LoginData,
  type PageForms,
  type PendingData,
  type User,
} from "@/lib/auth/mod.ts";
import { ConfigError } from "@/lib/config.ts";
import type { CookieLabData } from "@/lib/lab/cookie_sent.ts";
import type { LabData } from "@/lib/lab/session_store.ts";
import {
  createSessionSettings,
  type Session,
  SessionOptionsError,
  type SessionSettings,
  type SessionState,
} from "@/lib/session/mod.ts";
import type { Reader } from "@/lib/reader.ts";
import { createReadiness } from "@/lib/readiness.ts";
import { compressedFiles } from "@/lib/web/compressed_files.ts";
import { edge } from "@/lib/web/edge.ts";
import { tellReadiness, whileServing } from "@/lib/web/probes.ts";
import { createReplies } from "@/lib/web/replies.ts";

/** What the app is made of; whoever makes it opens and closes them. */
export type Deps = AuthDeps;
export { createAuthDeps as createDeps };

/** What a visitor's session may hold. */
export interface SessionValues extends LoginData, PendingData, LabData, CookieLabData {
  /** Path of the page that was shown last. */
  lastPage?: string;
}

/** What middlewares and routes share about one request. */
export interface State extends Deps, Omit<SessionState, "session"> {
  readonly sessionSettings: SessionSettings;
  session: Session<SessionValues>;
  device: Device;
  user: User | null;
  login: Login | null;
  /** The form that waits for this page, or was refused just now. */
  forms?: PageForms;
  /** For whom times are put in words: who is signed in, or whoever asks. */
  reader: Reader;
  requestId: string;
}

/** The state behind a guard: somebody is signed in. */
export interface MemberState extends State {
  user: User;
  login: Login;
}

/** What routes of the API share about one request: no session, no login. */
export interface ApiState extends Deps {
  readonly requestId: string;
  device: Device;
  user: User;
  token: ApiToken;
}

/** For routes that anyone may see. */
export const define = createDefine<State>();
/** For routes below `(members)`. */
export const defineMember = createDefine<MemberState>();
/** For routes below `api`. */
export const defineApi = createDefine<ApiState>();
/** For routes that anyone may see and that return values instead of responses or pages. */
export const replies = createReplies<State>();

/**
 * Makes the app. Nothing is opened or read here but what is handed in, so that a test can have as many apps as it
 * wants. Routes come with the build, which is applied from outside.
 *
 * @param readiness says when requests may come in: by default at once
 * @throws {ConfigError} when settings of the session cookie contradict each other
 */
export function createApp(deps: Deps, readiness = createReadiness(deps)): App<State> {
  const { config } = deps;
  const sessionSettings = sessionSettingsOf(deps);
  return new App<State>({ trustProxy: config.trustProxy })
    .use((ctx) => {
      Object.assign(ctx.state, deps, { sessionSettings });
      return ctx.next();
    })
    .use(edge)
    .use(whileServing(readiness))
    .use(compressedFiles())
    .use(staticFiles())
    .get("/healthz", (ctx) => ctx.text("ok\n"))
    .get("/readyz", (ctx) => tellReadiness(ctx, readiness))
    .fsRoutes();
}

/** How this app keeps sessions: long enough for the longest login. */
export function sessionSettingsOf(
  { config, clock, log }: Pick<Deps, "config" | "clock" | "log">,
): SessionSettings {
  const { secrets, secure, sessionLifetime, rememberLifetime, cookie } = config;
  const lifetime = Math.max(sessionLifetime, rememberLifetime);
  try {
    return createSessionSettings({ secrets, secure, lifetime, clock, log, ...cookie });
  } catch (error) {
    if (!(error instanceof SessionOptionsError)) throw error;
    throw new ConfigError(
      `the settings SESSION_COOKIE_… and ORIGIN do not go together. ${error.message}`,
    );
  }
}
