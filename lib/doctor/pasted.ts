import type { Evidence, Scheme } from "./evidence.ts";
import { type Line, readLines } from "./pasted_lines.ts";

/**
 * Reads headers as the browsers' tools or `curl -v` show them, request and answer mixed, and other lines between them.
 *
 * @returns one for each exchange that the text holds; none when no line of it matters
 */
export function readPasted(text: string): Evidence[] {
  const drafts = [new Draft()];
  for (const line of readLines(text)) {
    if (drafts.at(-1)!.isFull(line)) drafts.push(new Draft());
    drafts.at(-1)!.take(line);
  }
  return drafts.map((draft) => draft.evidence()).filter((evidence) => evidence !== null);
}

/** Which side a header stands on follows from its name, so marks and headings between them do not matter. */
const ANSWER = ["set-cookie", "date", "age", "referrer-policy"];

/** One exchange, as far as it is read. */
class Draft {
  #method?: string;
  #status?: number;
  #scheme?: Scheme;
  #path?: string;
  /** Whether these came as the first line of a request or of an answer, of which an exchange has one each. */
  readonly #begun = new Set<Line["name"]>();
  readonly #request = new Headers();
  /** HTTP/2 may send a cookie a line (RFC 9113 §8.2.3). */
  readonly #cookies: string[] = [];
  readonly #answer = new Headers();

  /** Whether the line begins another exchange. */
  isFull({ name, isFirst }: Line): boolean {
    return isFirst && this.#begun.has(name);
  }

  take({ name, value, isFirst }: Line): void {
    if (isFirst) this.#begun.add(name);
    if (name === ":method") this.#method = value.toUpperCase();
    else if (name === ":status") this.#status = parseInt(value) || undefined;
    else if (name === ":scheme") this.#scheme = value === "https" ? "https" : "http";
    else if (name === ":path") this.#path = value.replace(/[?#].*$/, "");
    else if (name === ":authority") this.#request.set("host", value);
    else if (ANSWER.includes(name)) this.#answer.append(name, value);
    else if (name === "cookie") this.#cookies.push(value);
    else this.#request.set(name, value);
  }

  /** Null when there is nothing to judge. */
  evidence(): Evidence | null {
    if (this.#cookies.length > 0) this.#request.set("cookie", this.#cookies.join("; "));
    const host = this.#request.get("host");
    const hasRequest = hasAny(this.#request);
    const hasAnswer = hasAny(this.#answer) || this.#status !== undefined;
    if (!hasRequest && !hasAnswer) return null;
    return {
      ...(this.#method && { method: this.#method }),
      ...(this.#scheme && { scheme: this.#scheme }),
      ...(host && { host }),
      ...(this.#path && { path: this.#path }),
      ...(hasRequest && { request: this.#request }),
      ...(this.#status && { status: this.#status }),
      ...(hasAnswer && { answer: this.#answer }),
    };
  }
}

function hasAny(headers: Headers): boolean {
  return !headers.keys().next().done;
}
