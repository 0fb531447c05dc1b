/**
 * For tests of apps that keep sessions with this folder; nothing else imports it.
 *
 * @module
 */
import { getSetCookies } from "@std/http/cookie";
import { openSession, saveSession } from "./cookie.ts";
import type { Session, SessionData } from "./session.ts";
import type { SessionSettings } from "./settings.ts";

/**
 * Opens the session that a test's browser holds, lets the test read and change it, and puts it back as the app would
 * have: signed, or deleted when it is empty.
 *
 * @param cookies the browser's cookies by name; changed in place
 * @returns what `transaction` returns
 */
export async function sessionTransaction<D extends SessionData, T>(
  cookies: Map<string, string>,
  settings: SessionSettings,
  transaction: (session: Session<D>) => T | Promise<T>,
): Promise<T> {
  const { name } = settings.cookie;
  const session = openSession<D>(`${name}=${cookies.get(name) ?? ""}`, settings);
  const result = await transaction(session);
  const headers = new Headers();
  saveSession(headers, session, settings);
  for (const cookie of getSetCookies(headers)) {
    if (cookie.maxAge === 0) cookies.delete(name);
    else cookies.set(name, cookie.value);
  }
  return result;
}
