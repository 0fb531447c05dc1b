import type { CookieLabData } from "@/lib/lab/cookie_sent.ts";
import type { LabData } from "@/lib/lab/session_store.ts";
import {
  createSessionSettings,
  openSession,
  type Session,
  type SessionOptions,
  type SessionSettings,
} from "@/lib/session/mod.ts";
import { NOW, SECRET } from "../../support/constants.ts";

export interface Values extends LabData, CookieLabData {
  _csrf?: string;
  _login?: string;
  lastPage?: string;
}

export function labSettings(options: Partial<SessionOptions> = {}): SessionSettings {
  return createSessionSettings({
    secrets: [SECRET],
    secure: false,
    lifetime: 3600,
    clock: () => NOW,
    ...options,
  });
}

/** A session that nobody has had before. */
export function newSession(settings = labSettings()): Session<Values> {
  return openSession<Values>(null, settings);
}

/** The value of the cookie that would carry a session. */
export function cookieValue(session: Session<Values>, { codec }: SessionSettings): string {
  return codec.encode(new Map(session));
}

/** The session after a visit: written into its cookie, and read from it. */
export function nextVisit(session: Session<Values>, settings: SessionSettings): Session<Values> {
  return openSession<Values>(`${settings.cookie.name}=${cookieValue(session, settings)}`, settings);
}
