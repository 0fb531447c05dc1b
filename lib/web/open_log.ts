import type { Config } from "@/lib/config.ts";
import { createLog, type Log } from "./log.ts";
import { counted } from "./log_counters.ts";
import { lineWriter } from "./stdout.ts";

/** The log of this process, as the settings want it. */
export function openLog({ logFormat, logThrough }: Pick<Config, "logFormat" | "logThrough">): Log {
  return counted(createLog(logFormat, lineWriter(logThrough)));
}
