import { randomToken } from "@/lib/crypto/random.ts";
import { showsPage } from "@/lib/web/eyes.ts";
import type { Session, SessionData } from "./session.ts";

export type Category = "info" | "success" | "warning" | "error" | (string & Record<never, never>);

export interface FlashMessage {
  readonly id: string;
  readonly text: string;
  readonly category: Category;
}

export interface FlashData extends SessionData {
  _flash?: FlashMessage[];
}

/** A cookie carries the queue, so it is bounded: the oldest messages give way, and long ones are cut. */
const MAX_MESSAGES = 8;
const MAX_LENGTH = 300;

export interface FlashFilter {
  /** Only messages of these categories; the others stay for later. */
  readonly categories?: readonly Category[];
}

/**
 * Messages for the next page that this visitor sees. Reading marks them as shown; they leave the session
 * only when the answer really showed them (see `settle`), so a redirect or a failed render loses none.
 */
export class Flash {
  readonly #session: Session<FlashData>;
  readonly #shown = new Set<string>();

  constructor(session: Session<FlashData>) {
    this.#session = session;
  }

  add(text: string, category: Category = "info"): void {
    const message = { id: randomToken(6), text: text.slice(0, MAX_LENGTH), category };
    const queue = this.#session.get("_flash") ?? [];
    this.#session.set("_flash", [...queue, message].slice(-MAX_MESSAGES));
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
    if (rest.length > 0) this.#session.set("_flash", rest);
    else this.#session.delete("_flash");
  }
}

/** A context whose session middleware has run. */
interface WithFlash {
  readonly state: { readonly flash: Flash };
}

/** Queues a message for the next page that this visitor sees. */
export function flash({ state }: WithFlash, message: string, category?: Category): void {
  state.flash.add(message, category);
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
