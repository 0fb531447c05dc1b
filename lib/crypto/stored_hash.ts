/** A hash as it is kept, read: what to compare, and how to come by it from a password. */
export interface StoredHash {
  readonly tag: Uint8Array;
  /** Whether it is what `hashPassword` makes today. */
  readonly isCurrent: boolean;
  /** As many bytes as `tag` has. Slow and large on purpose: call it in a queue. */
  derive(password: string): Promise<Uint8Array>;
}
