import type { Background } from "@/lib/background.ts";
import type { Clock, Sleep } from "@/lib/clock.ts";
import type { Config } from "@/lib/config.ts";
import type { Lines } from "@/lib/crypto/queue.ts";
import type { Db } from "@/lib/db/schema.ts";
import type { Mailer } from "@/lib/mailer/mod.ts";
import type { Log } from "@/lib/web/log.ts";
import type { Hooks } from "./hooks.ts";

/** What the rules about accounts work with; each takes only what it needs of it. */
export interface AuthDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
  readonly config: Config;
  readonly mailer: Mailer;
  readonly background: Background;
  readonly hooks: Hooks;
  /** Has passwords of one account looked at one after the other: or many at once would all find that none has failed. */
  readonly inLine: Lines;
}

/** From where something was done. */
export interface Device {
  /** As the browser or program names itself; cut where it is too long to be a name. */
  readonly userAgent: string;
  /** Its address on the network. */
  readonly address: string;
}

/** What is done by a task or by the app itself. */
export const NO_DEVICE: Device = { userAgent: "", address: "" };
