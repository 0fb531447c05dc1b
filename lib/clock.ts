/** Where the app takes the time from: milliseconds since 1970 UTC. Tests move it by hand. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** Waits, in milliseconds. Tests wait for nothing. */
export type Sleep = (ms: number) => Promise<void>;

export const systemSleep: Sleep = (ms) => new Promise((resume) => setTimeout(resume, ms));
