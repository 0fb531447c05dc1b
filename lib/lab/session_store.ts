import {
  cookieBytes,
  type Session,
  type SessionData,
  type SessionSettings,
} from "@/lib/session/mod.ts";
import { MAX_COOKIE_BYTES } from "@/lib/web/cookie_rules.ts";
import type { LabValue } from "./values.ts";

/**
 * Everything that visitors keep in the session lab stands under one key of their session, so that whatever they call
 * their values, none takes the place of one that the app keeps.
 */
export interface LabData extends SessionData {
  lab?: Map<string, LabValue>;
}

type LabSession = Session<LabData>;

/** In bytes: of the cookie's 4,096 the app itself needs some, for messages and whatever else comes up. */
export const ROOM_FOR_APP = 600;
/** In bytes: how large values of the lab may make the cookie. */
export const LAB_LIMIT = MAX_COOKIE_BYTES - ROOM_FOR_APP;

export function labValues(session: LabSession): ReadonlyMap<string, LabValue> {
  return session.get("lab") ?? new Map();
}

/**
 * Keeps a value. When it does not fit, everything stays as it was.
 *
 * @returns the bytes that the cookie would take when that is too many, or null
 */
export function setLabValue(
  session: LabSession,
  settings: SessionSettings,
  key: string,
  value: LabValue,
): number | null {
  const before = session.get("lab");
  session.set("lab", new Map(before).set(key, value));
  const bytes = cookieBytes(session, settings);
  if (bytes <= LAB_LIMIT) return null;
  if (before) session.set("lab", before);
  else session.delete("lab");
  return bytes;
}

/** Takes a value out, or returns undefined when there is none. */
export function popLabValue(session: LabSession, key: string): LabValue | undefined {
  const values = session.get("lab");
  const value = values?.get(key);
  if (!values?.delete(key)) return undefined;
  if (values.size === 0) session.delete("lab");
  return value;
}

/** Takes all values out, and tells how many there were. The rest of the session stays. */
export function clearLabValues(session: LabSession): number {
  return session.pop("lab")?.size ?? 0;
}
