import { ConfigError } from "@/lib/config.ts";

/** Waits for one step of the start. What a person can put right is told in one line, without a stack. */
export async function explained<T>(step: T | Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`Cloakroom cannot start: ${error.message}`);
    Deno.exit(1);
  }
}
