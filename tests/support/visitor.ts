import { getSetCookies } from "@std/http/cookie";
import type { Session, SessionData, SessionSettings } from "@/lib/session/mod.ts";
import { sessionTransaction } from "@/lib/session/testing.ts";

export type Handler = (request: Request) => Promise<Response>;

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export const PASSWORD = "plum orbit candle seven";

/** A person with a browser: keeps cookies, sends what browsers send, and fills in the forms that pages hold. */
export class Visitor<D extends SessionData = SessionData> {
  readonly cookies = new Map<string, string>();
  /** What this browser calls itself; nothing unless a test says so. */
  userAgent = "";
  /** Where a proxy before the app says that it is; nothing unless a test says so. */
  address = "";

  /** @param settings those of the app, where the test may look into its sessions */
  constructor(
    readonly handler: Handler,
    readonly origin: string,
    readonly settings?: SessionSettings,
  ) {}

  /** Reads or changes the session that this browser holds: `await visitor.session((s) => s.set("name", "Ada"))`. */
  session<T>(transaction: (session: Session<D>) => T | Promise<T>): Promise<T> {
    if (!this.settings) throw new Error("This visitor's app is a process of its own.");
    return sessionTransaction(this.cookies, this.settings, transaction);
  }

  get(path: string, headers: HeadersInit = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  /** Opens a page and sends its form back with these fields. */
  async submit(path: string, fields: Record<string, string>, form = path): Promise<Answer> {
    const page = await this.get(path);
    const token = tokenIn(page.text);
    return this.post(form, { ...(token && { csrf_token: token }), ...fields });
  }

  /** Sends a form as a page of this app would. */
  post(
    path: string,
    fields: Record<string, string>,
    headers: HeadersInit = { "sec-fetch-site": "same-origin", origin: this.origin },
  ): Promise<Answer> {
    return this.send(path, { method: "POST", headers, body: new URLSearchParams(fields) });
  }

  register(name: string, email = `${name.toLowerCase()}@example.org`): Promise<Answer> {
    return this.submit("/register", { name, email, password: PASSWORD });
  }

  login(email: string, password = PASSWORD, more: Record<string, string> = {}): Promise<Answer> {
    return this.submit("/login", { email, password, ...more });
  }

  /** Types the password once more. */
  confirm(password = PASSWORD, next = ""): Promise<Answer> {
    return this.submit("/confirm", { password, next });
  }

  logout(): Promise<Answer> {
    return this.submit("/logout", {});
  }

  /** Who the home page greets, or null. */
  async name(): Promise<string | null> {
    const { text } = await this.get("/");
    return /<[^>]* data-user[^>]*>([^<]*)</.exec(text)?.[1] ?? null;
  }

  async send(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (this.userAgent) headers.set("user-agent", this.userAgent);
    if (this.address) headers.set("x-forwarded-for", this.address);
    if (this.cookies.size > 0 && !headers.has("cookie")) {
      headers.set(
        "cookie",
        [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      );
    }
    const response = await this.handler(
      new Request(this.origin + path, { ...init, headers, redirect: "manual" }),
    );
    for (const { name, value, maxAge } of getSetCookies(response.headers)) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}

/** The CSRF token of the last form on a page, the one of its content. */
export function tokenIn(html: string): string | undefined {
  return [...html.matchAll(/name="csrf_token" value="([^"]+)"/g)].at(-1)?.[1];
}
