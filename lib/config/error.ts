/** A setting that the app cannot start with. The message names the variable and says what to do. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** A value in a message: on one line, and not endless. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
}
