import { systemSleep, within } from "@/lib/clock.ts";

/**
 * Whoever was on the way when the app was told to stop is to hear that from it, not from a connection that breaks. When
 * nobody came for so long, in milliseconds, there is nobody left; of those who never cease, it is not waited for the last.
 */
const ECHO = 50;
const LONGEST_ECHO = 1_000;

/** The requests that are being answered, and when the last one came. */
export class UnderWay {
  #count = 0;
  #drained: (() => void) | undefined;
  #noticedAt = 0;

  get isDraining(): boolean {
    return this.#drained !== undefined;
  }

  /** Somebody came. */
  notice(): void {
    this.#noticedAt = performance.now();
  }

  enter(): void {
    this.#count++;
  }

  leave(): void {
    this.#count--;
    if (this.#count === 0) this.#drained?.();
  }

  /** Waits until nothing is under way, at most `timeout` milliseconds. */
  async drain(timeout: number): Promise<void> {
    const empty = new Promise<void>((resolve) => this.#drained = resolve);
    if (this.#count > 0) await within(timeout, empty, undefined);
  }

  /** Waits until nobody comes any more, at most `timeout` milliseconds. */
  async quiet(timeout: number): Promise<void> {
    const deadline = performance.now() + Math.min(timeout, LONGEST_ECHO);
    do await systemSleep(ECHO); while (
      performance.now() < Math.min(this.#noticedAt + ECHO, deadline)
    );
  }
}
