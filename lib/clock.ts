/** Where the app takes the time from: milliseconds since 1970 UTC. Tests move it by hand. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
