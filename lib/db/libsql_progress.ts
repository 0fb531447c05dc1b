/** Quotes are escaped inside of values, so no value looks like this. */
const REPLICATION_INDEX = /"replication_index":"(\d+)"/g;

/**
 * How far a server has to be to answer this process. Replicas lag behind the server that writes. Each answer to a write says
 * how far that got (`replication_index`), and each later request asks not to be answered from before it: so this process
 * reads what it wrote, wherever it reads.
 */
export class Progress {
  #seen = 0n;

  get seen(): bigint {
    return this.#seen;
  }

  /**
   * Takes over what an answer says. After a crash, or when it was set up anew, a server counts from one again: an answer
   * from before what was asked for tells of that, and nothing must be waited for that is so far away.
   *
   * @param asked what `seen` was when the request left
   */
  note(text: string, asked: bigint): void {
    const told = [...text.matchAll(REPLICATION_INDEX)].map(([, index]) => BigInt(index!));
    if (told.length === 0) return;
    const most = told.reduce((a, b) => a > b ? a : b);
    if (most > this.#seen || most < asked) this.#seen = most;
  }
}

/** A request for one or more statements, in JSON. */
export interface Stream {
  /** Where there is one, the request belongs to those before. */
  baton?: string;
  requests: { type: string; stmt?: Indexed; batch?: Indexed }[];
}

interface Indexed {
  replication_index?: string;
}

/** The same request, not to be answered from before `index`. */
export function atLeast(body: string, index: bigint): string {
  if (index === 0n || body === "") return body;
  const stream = JSON.parse(body) as Stream;
  for (const { stmt = {}, batch = {} } of stream.requests) {
    stmt.replication_index = batch.replication_index = String(index);
  }
  return JSON.stringify(stream);
}
