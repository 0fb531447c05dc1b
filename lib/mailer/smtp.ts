import type { Transporter } from "nodemailer";
import type { MailConfig } from "@/lib/config.ts";
import { AT_ONCE } from "./claims.ts";
import type { Mail } from "./mailer.ts";

/** A mail on its way, with what stands in its head beside address and subject. */
export interface Letter extends Mail {
  /** The same at every try, so that a mail that arrives twice is recognised as one. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** The way to the mail server. */
export interface Smtp {
  /** @throws {Error} when the server has not taken it, or `signal` says stop */
  send(letter: Letter, signal: AbortSignal): Promise<void>;
  close(): void;
}

export type SmtpConfig = Extract<MailConfig, { kind: "smtp" }>;

/** One address and nothing else: no second one, no name, nothing that would begin a new line. */
export function isAddress(to: string): boolean {
  return /^[^\s<>@,;:"()[\]\\]+@[^\s<>@,;:"()[\]\\]+$/.test(to);
}

/** Loads nodemailer and opens connections when there is a first mail, and keeps them for the next. */
export function createSmtp(config: SmtpConfig, origin: string, certificates?: string): Smtp {
  const { hostname } = new URL(origin);
  let opened: Promise<Transporter> | undefined;
  return {
    async send({ id, createdAt, to, subject, text }, signal) {
      const transport = await (opened ??= open(config, hostname, certificates));
      await transport.sendMail({
        from: config.from,
        to: { name: "", address: to },
        envelope: { from: config.from.address, to: [to] },
        subject,
        text,
        date: new Date(createdAt),
        messageId: `<${id}@${hostname}>`,
        headers: { "Auto-Submitted": "auto-generated" }, // RFC 3834: nobody's holiday answers it
        signal,
      });
    },
    close() {
      opened?.then((transport) => transport.close({ force: true }), () => {});
    },
  };
}

async function open(
  { server }: SmtpConfig,
  hostname: string,
  certificates?: string,
): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  const { host, port, isTls, isLocal, login } = server;
  return createTransport({
    pool: true,
    maxConnections: AT_ONCE,
    maxRequeues: 0, // trying again is our matter: the server may have taken what a lost connection leaves open
    host,
    port,
    name: hostname, // its own way to find one takes a right that the app does not have
    secure: isTls,
    requireTLS: login !== null && !isLocal, // or whoever listens in between would have the password
    auth: login ? { user: login.user, pass: login.password } : undefined,
    // A server on this machine has a certificate of its own making, if any, and nobody in between to guard against.
    tls: { rejectUnauthorized: !isLocal, ...(certificates ? { ca: certificates } : {}) },
    disableFileAccess: true,
    disableUrlAccess: true,
    dnsTimeout: 5_000,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    socketCloseTimeout: 500,
  });
}
