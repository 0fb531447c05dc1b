/** Seconds as a person would say them, rounded up, so that nobody who waits that long comes too early: "2 minutes". */
export function inWords(seconds: number): string {
  if (seconds < 60) return plural(Math.max(1, seconds), "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? plural(minutes, "minute") : plural(Math.ceil(minutes / 60), "hour");
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
