import { payloadText } from "../../support/cookie_payload.ts";
import type { Secret } from "../../support/secret_forms.ts";
import { Visitor } from "../../support/visitor.ts";

/** A request and its answer. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Sees all that goes between browsers and an app, and keeps a list of what nobody else may see. */
export class Witness {
  readonly exchanges: Exchange[] = [];
  readonly #secrets = new Map<string, Secret>();

  constructor(readonly origin: string) {}

  get secrets(): Secret[] {
    return [...this.#secrets.values()];
  }

  /** Somebody with a browser of their own. */
  visitor(userAgent = ""): Visitor {
    return Object.assign(new Visitor((request) => this.#pass(request), this.origin), { userAgent });
  }

  /** A secret that a person chooses. Returns it, to be typed. */
  chosen(what: string, text: string): string {
    this.#secrets.set(text, { what, text, isChosen: true });
    return text;
  }

  /** A secret that the app has made. */
  made(what: string, text: string): string {
    this.#secrets.set(text, { what, text });
    return text;
  }

  async #pass(request: Request): Promise<Response> {
    const { method, url } = request;
    const response = await fetch(request);
    const body = await response.text();
    const headers = [...response.headers];
    this.exchanges.push({ method, url, headers, body });
    for (const cookie of response.headers.getSetCookie()) this.#noteCookie(cookie);
    return new Response(/^(204|304)$/.test(`${response.status}`) ? null : body, response);
  }

  #noteCookie(header: string): void {
    const [, name = "", value = ""] = /^([^=]*)=([^;]*)/.exec(header) ?? [];
    if (value === "") return;
    this.made(`the cookie ${name}`, value);
    for (const [, key, token] of payloadText(value).matchAll(/"(_\w+)","([\w-]{43})"/g)) {
      this.made(`${key} in the cookie ${name}`, token!);
    }
  }
}
