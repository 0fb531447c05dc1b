import type { EndReason } from "@/lib/db/schema.ts";
import type { Log } from "@/lib/web/log.ts";
import type { Device } from "./deps.ts";

/** Who did something to an account: its owner, an admin, or whoever runs the app, by a task. */
export type Actor = "owner" | "admin" | "task";

/** What may happen to an account, with what is worth knowing of it. Nothing here is a secret. */
export interface AuthEvents {
  registered: Record<never, never>;
  /** `login` is the id of a sign-in, as in the list of devices. */
  signed_in: { login: string; isRemembered: boolean; isNewDevice: boolean };
  signed_out: { login: string };
  /** A sign-in, a confirmation or a token that was not let through. `userId` is null where there is no such account. */
  refused: { why: "wrong" | "inactive" | "throttled" };
  /** A page for members was asked for, and nobody was signed in. Nothing is kept of it but a line in the log. */
  unauthorized: { path: string };
  /** Something sensitive was asked for, and the password was typed too long ago. */
  needs_confirmation: { path: string };
  confirmed: { login: string };
  ended: { login: string; reason: EndReason };
  password_changed: { by: "owner" | "reset" | "task" };
  reset_requested: { by: Actor };
  email_verified: { email: string };
  email_change_requested: { to: string };
  email_changed: { from: string; to: string };
  profile_changed: { fields: string };
  token_created: { name: string; scope: string };
  token_revoked: { name: string };
  /** An address at which programs read without signing in; and its end. */
  address_created: Record<never, never>;
  address_revoked: Record<never, never>;
  exported: Record<never, never>;
  /** `at` is when everything goes, in milliseconds since 1970. */
  deletion_requested: { at: number };
  deletion_cancelled: Record<never, never>;
  /** It is gone, its history too: `userId` is null, and `user` the id that it had. */
  deleted: { user: string };
  deactivated: { by: Actor };
  activated: { by: Actor };
  role_changed: { to: "user" | "admin"; by: Actor };
}

export type EventType = keyof AuthEvents;

/** Something that happened, once it is done. */
export type AuthEvent<T extends EventType = EventType> = {
  [Type in T]: {
    readonly type: Type;
    readonly userId: string | null;
    /** Milliseconds since 1970. */
    readonly at: number;
    /** Who is behind it. */
    readonly device: Device;
    readonly details: Readonly<AuthEvents[Type]>;
  };
}[T];

export type Listener<T extends EventType> = (event: AuthEvent<T>) => unknown;

/** Where an app listens to what happens to accounts. */
export interface Hooks {
  /**
   * Calls `listener` after each event of this type. It is not waited for, and an error in it is only logged.
   *
   * @returns a function that ends this
   */
  on<T extends EventType>(type: T, listener: Listener<T>): () => void;
  /** Tells of what has happened; see `recorded`. */
  tell(event: AuthEvent): void;
}

export function createHooks(log: Log): Hooks {
  const listeners = new Map<EventType, Set<Listener<EventType>>>();
  return {
    on(type, listener) {
      const known = listeners.get(type) ?? new Set();
      listeners.set(type, known);
      known.add(listener as Listener<EventType>);
      return () => known.delete(listener as Listener<EventType>);
    },
    tell(event) {
      for (const listener of listeners.get(event.type) ?? []) {
        Promise.try(listener, event).catch((error) =>
          log.error("listener failed", { type: event.type }, error)
        );
      }
    },
  };
}
