/** How long other requests wait at most, in milliseconds. */
const STRETCH = 15;

/**
 * For long work: a function to be awaited now and then, which lets others have their turn where nobody had one for a while.
 * Each turn costs a millisecond or more, so it is not to be had after every step.
 */
export function createPauses(): () => Promise<void> | void {
  let last = performance.now();
  return () => {
    if (performance.now() - last < STRETCH) return;
    return new Promise((resume) =>
      setTimeout(() => {
        last = performance.now();
        resume();
      }, 0)
    );
  };
}
