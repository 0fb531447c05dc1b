/** A real mail server in this process. */
// deno-lint-ignore no-import-prefix -- only tests need it, and only through this file
import PostalMime, { type Email } from "npm:postal-mime@^4";
// deno-lint-ignore no-import-prefix -- as above
import { SMTPServer, type SMTPServerOptions } from "npm:smtp-server@^3.21";
import { CERTIFICATE, KEY } from "./certificate.ts";
import { LINGERING } from "./fixture_project.ts";

/** A mail as it arrived. */
export interface Received extends Email {
  /** For whom the server took it. */
  readonly recipients: readonly string[];
  /** As it came over the wire. */
  readonly raw: string;
  /** Whether the connection was encrypted. */
  readonly isTls: boolean;
  /** Who had signed in, as `user:password`. */
  readonly login: string | undefined;
}

interface Manners {
  port?: number;
  /** What it says to a recipient instead of taking the mail: such as `550 No such user`. */
  refuse?: (recipient: string) => string | undefined;
  /** Waited for before a mail is acknowledged. */
  hold?: () => Promise<void>;
  options?: SMTPServerOptions;
}

/** Deno 2.5 shakes no hands with `smtp-server` when that is to encrypt; as a client it does, with any server. */
const SERVES_TLS = !/^2\.[0-5]\./.test(Deno.version.deno);

/** A test with a mail server. Deno 2.5 takes the timers of connections that end a moment later for those of a test. */
export function mailTest(name: string, fn: () => Promise<void>, { ignore = false } = {}): void {
  Deno.test({ name, ignore, fn, ...LINGERING });
}

/** The same where the server has to encrypt; ignored on runtimes that cannot do so. */
export function tlsTest(name: string, fn: () => Promise<void>): void {
  mailTest(name, fn, { ignore: !SERVES_TLS });
}

/** In milliseconds. */
const PATIENCE = 15_000;

/** In milliseconds, as above. */
const CLOSE_TIMEOUT = 100;

export class MailServer implements AsyncDisposable {
  readonly received: Received[] = [];
  /** Everybody who tried to sign in, as `user:password`. */
  readonly logins: string[] = [];
  #arrived = () => {};

  private constructor(readonly server: SMTPServer, readonly manners: Manners) {}

  /** Listens on loopback, at a free port unless one is given. */
  static async start(manners: Manners = {}): Promise<MailServer> {
    const smtp: SMTPServer = new SMTPServer({
      name: "mx.example",
      key: KEY,
      cert: CERTIFICATE,
      authOptional: true,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      closeTimeout: CLOSE_TIMEOUT,
      ...(!SERVES_TLS && { hideSTARTTLS: true, disabledCommands: ["STARTTLS"] }),
      onAuth: ({ username, password }, _session, done) => {
        mail.logins.push(`${username}:${password}`);
        done(null, { user: `${username}:${password}` });
      },
      onRcptTo: ({ address }, _session, done) => done(refusal(manners.refuse?.(address))),
      onData: (stream, session, done) => {
        const { secure, user, envelope } = session;
        const recipients = envelope.rcptTo.map(({ address }) => address);
        const login = user === undefined ? undefined : String(user);
        mail.#take(stream as unknown as AsyncIterable<Uint8Array>, {
          recipients,
          isTls: secure,
          login,
        }).then(() => done(), done);
      },
      ...manners.options,
    });
    const mail = new MailServer(smtp, manners);
    smtp.on("error", () => {}); // clients that hang up
    await new Promise<void>((ready) => smtp.listen(manners.port ?? 0, "127.0.0.1", ready));
    return mail;
  }

  get port(): number {
    return (this.server.server.address() as { port: number }).port;
  }

  /** How many clients there are now. */
  get connected(): number {
    return this.server.connections.size;
  }

  /** Waits until so many mails have arrived in all, but not for ever. */
  async arrived(count: number): Promise<readonly Received[]> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#arrived();
    }, PATIENCE);
    while (this.received.length < count && !isLate) {
      await new Promise<void>((resolve) => this.#arrived = resolve);
    }
    clearTimeout(timer);
    if (isLate) throw new Error(`Of ${count} mails ${this.received.length} have arrived.`);
    return this.received;
  }

  /** Deno 2.5 never says that a connection has ended which its client broke off, so this waits for the time as well. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 10 * CLOSE_TIMEOUT);
      this.server.close(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #take(
    stream: AsyncIterable<Uint8Array>,
    about: Pick<Received, "recipients" | "isTls" | "login">,
  ): Promise<void> {
    const chunks = await Array.fromAsync(stream);
    await this.manners.hold?.();
    const raw = await new Blob(chunks as BlobPart[]).text();
    this.received.push({ ...await PostalMime.parse(raw), ...about, raw });
    this.#arrived();
  }
}

function refusal(words: string | undefined): Error | undefined {
  if (words === undefined) return undefined;
  const [code, ...rest] = words.split(" ");
  return Object.assign(new Error(rest.join(" ")), { responseCode: Number(code) });
}
