import { stringify } from "devalue";
import { Buffer } from "node:buffer";
import { randomToken } from "@/lib/crypto/random.ts";
import { showsPage } from "@/lib/web/eyes.ts";
import type { Session, SessionData } from "./session.ts";

/** What a message is about, for its looks. Others than these four may be used too. */
export type Category = "info" | "success" | "warning" | "error" | (string & Record<never, never>);

/** Something that can be done about a message: a button that sends a form of this app. */
export interface FlashAction {
  /** What the button says. */
  readonly label: string;
  /** A path of this app. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** All that a page, or an island on it, learns of a message. */
export interface FlashMessage {
  /** Random, and another one for each message. */
  readonly id: string;
  readonly text: string;
  readonly category: Category;
  readonly button?: FlashAction;
}

/** What a session holds for messages. */
export interface FlashData extends SessionData {
  /** Those that wait, oldest first. */
  _flash?: FlashMessage[];
}

/**
 * A cookie carries the queue, so it is bounded, and long messages are cut: in characters, and in bytes for all. Where
 * other values leave less room than that, it gets by with what they leave.
 */
const MAX_MESSAGES = 8;
const MAX_LENGTH = 300;
const MAX_BYTES = 1_024;

/** Which of the waiting messages are asked for; all unless said otherwise. */
export interface FlashFilter {
  /** Only messages of these categories; the others stay for later. */
  readonly categories?: readonly Category[];
}

/**
 * Messages for the next page that this visitor sees. Reading marks them as shown; they leave the session
 * only when the answer really showed them (see `settle`), so a redirect or a failed render loses none.
 *
 * **Two tabs.** The queue travels in the cookie, and each answer that changes it replaces the whole cookie. As long as
 * an answer has arrived before the next request leaves, whatever tab either is in, no message is lost and none is shown
 * twice. Requests under way *at the same time* start from the same cookie, and the answer that arrives last wins:
 * a message that both pages could show is shown by both; one that only the other answer added is lost. A queue on the
 * server could do better, and would cost a row for every visitor.
 */
export class Flash {
  readonly #session: Session<FlashData>;
  readonly #shown = new Set<string>();
  #dropped = 0;

  constructor(session: Session<FlashData>) {
    this.#session = session;
  }

  /** How many messages had to give way during this request. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * Queues a message of up to 300 characters. When too many wait, the oldest give way.
   *
   * @throws {Error} when there is no secret key to sign the session with
   */
  add(text: string, category: Category = "info", button?: FlashAction): void {
    const id = randomToken(6);
    const message = { id, text: cut(text), category, ...(button && { button }) };
    const all = [...this.#session.get("_flash") ?? [], message];
    const kept = newest(all);
    this.#dropped += all.length - kept.length;
    this.#session.set("_flash", kept);
  }

  /** Drops the oldest message, where the cookie has no room for it. Returns whether there was one. */
  giveWay(): boolean {
    const [oldest, ...rest] = this.#session.get("_flash") ?? [];
    if (!oldest) return false;
    this.#replace(rest);
    this.#dropped++;
    return true;
  }

  /** The messages that wait, oldest first. Asking twice during one request gives them twice. */
  read({ categories }: FlashFilter = {}): FlashMessage[] {
    const queue = this.#session.get("_flash") ?? [];
    const found = queue.filter((m) => !categories || categories.includes(m.category));
    for (const { id } of found) this.#shown.add(id);
    return found;
  }

  /** Drops what was read if the answer shows it: a page of HTML for a person to see now. */
  settle(request: Request, response: Response): void {
    if (this.#shown.size === 0 || !showsPage(request, response)) return;
    const rest = (this.#session.get("_flash") ?? []).filter(({ id }) => !this.#shown.has(id));
    this.#replace(rest);
  }

  #replace(messages: FlashMessage[]): void {
    if (messages.length > 0) this.#session.set("_flash", messages);
    else this.#session.delete("_flash");
  }
}

/** Whole code points only: half of an emoji is no text. */
function cut(text: string): string {
  return [...text.slice(0, 2 * MAX_LENGTH)].slice(0, MAX_LENGTH).join("");
}

/** As many of the newest messages as fit. The last one always stays. */
function newest(messages: FlashMessage[]): FlashMessage[] {
  const kept = messages.slice(-MAX_MESSAGES);
  while (kept.length > 1 && Buffer.byteLength(stringify(kept)) > MAX_BYTES) kept.shift();
  return kept;
}

/** A context whose session middleware has run. */
interface WithFlash {
  readonly state: { readonly flash: Flash };
}

/** Queues a message for the next page that this visitor sees; see {@linkcode Flash.add}. */
export function flash(
  { state }: WithFlash,
  message: string,
  category?: Category,
  button?: FlashAction,
): void {
  state.flash.add(message, category, button);
}

/** The messages to show on this page: with their categories and ids, or the bare texts. */
export function getFlashed(
  ctx: WithFlash,
  options: FlashFilter & { withCategories: true },
): FlashMessage[];
export function getFlashed(
  ctx: WithFlash,
  options?: FlashFilter & { withCategories?: false },
): string[];
export function getFlashed(
  { state }: WithFlash,
  { withCategories = false, ...filter }: FlashFilter & { withCategories?: boolean } = {},
): FlashMessage[] | string[] {
  const messages = state.flash.read(filter);
  return withCategories ? messages : messages.map(({ text }) => text);
}
