import { inSpan } from "@/lib/telemetry.ts";
import type { Log } from "@/lib/web/log.ts";
import { type Claim, claimDue, settle } from "./claims.ts";
import type { Mailer, MailerDeps } from "./mailer.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { createMailSealer, type MailSealer } from "./sealed.ts";
import { createSmtp, isAddress, type Smtp } from "./smtp.ts";

/** What brings mails to the mail server while the app serves. */
export interface Delivery {
  /** Sends what is due, and waits until it is sent or put off. Never throws. */
  wake(): Promise<void>;
  /** Finishes what is being sent, or leaves it for the next start. Takes two seconds at most. */
  stop(): Promise<void>;
}

interface DeliveryDeps extends MailerDeps {
  readonly config: MailerDeps["config"] & { readonly origins: readonly [string, ...string[]] };
  readonly log: Log;
  readonly mailer: Pick<Mailer, "onQueued">;
}

/** How often to look for what other processes queued, and what is due again, in milliseconds. */
const POLL = 30_000;

/** How long one try may take, in milliseconds: less than a claim lasts. */
const TRY_TIMEOUT = 60_000;

/** How long the app waits for mails under way when it stops, in milliseconds. */
const STOP_TIMEOUT = 1_500;

/**
 * Delivers mails from now on, until it is stopped. Without a mail server it does nothing.
 *
 * @param certificates of authorities to trust beside none other, in PEM; by default those that the runtime trusts
 */
export function startDelivery(deps: DeliveryDeps, certificates?: string): Delivery {
  const { mail, origins, secrets } = deps.config;
  if (mail.kind !== "smtp") return { wake: async () => {}, stop: async () => {} };
  const smtp = createSmtp(mail, origins[0], certificates);
  const delivery = new SmtpDelivery(deps, smtp, createMailSealer(secrets));
  deps.mailer.onQueued(() => delivery.wake());
  delivery.poll();
  return delivery;
}

class SmtpDelivery implements Delivery {
  readonly #stopping = new AbortController();
  /** Ends with the last round that was asked for. */
  #rounds: Promise<void> = Promise.resolve();
  /** A round that has not begun yet, and so will see all that is there now. */
  #next: Promise<void> | undefined;
  #isStopped = false;
  #poll: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly deps: DeliveryDeps, readonly smtp: Smtp, readonly sealer: MailSealer) {}

  poll(): void {
    this.wake();
    const timer = setTimeout(() => this.poll(), POLL);
    Deno.unrefTimer(timer);
    this.#poll = timer;
  }

  wake(): Promise<void> {
    return this.#next ??= this.#rounds = this.#rounds.then(() => {
      this.#next = undefined;
      return this.#round();
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#poll);
    const timer = setTimeout(() => this.#stopping.abort(), STOP_TIMEOUT);
    await this.#rounds;
    clearTimeout(timer);
    this.smtp.close();
  }

  async #round(): Promise<void> {
    const { db, clock, log } = this.deps;
    try {
      while (!this.#isStopped) {
        const claims = await claimDue(db, clock());
        if (claims.length === 0) return;
        await Promise.all(claims.map((claim) => this.#deliver(claim)));
      }
    } catch (error) {
      log.error("mails wait", {}, error); // for the next round, or until their claims run out
    }
  }

  async #deliver(claim: Claim): Promise<void> {
    const { db, clock, log } = this.deps;
    const outcome = await inSpan(
      "send mail",
      { "cloakroom.mail.id": claim.id, "cloakroom.mail.tries": claim.tries },
      () => this.#try(claim),
    );
    const again = await settle(db, claim, outcome, clock());
    const { id: mail, tries } = claim;
    if (outcome.kind === "sent") log.info("mail sent", { mail, tries });
    if (outcome.kind === "stopped" || outcome.kind === "sent") return;
    const { reason } = outcome;
    if (again === null) log.error("mail given up", { mail, tries, reason });
    else log.warn("mail not sent", { mail, tries, reason, again: new Date(again).toISOString() });
  }

  async #try({ id, sealed, created_at: createdAt }: Claim): Promise<Outcome> {
    const mail = this.sealer.open(sealed);
    if (!mail) return { kind: "failed", reason: "No key that is set opens it." };
    if (!isAddress(mail.to)) return { kind: "refused", reason: "There is no such mail address." };
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), TRY_TIMEOUT);
    try {
      const signal = AbortSignal.any([this.#stopping.signal, timeout.signal]);
      await this.smtp.send({ id, createdAt, ...mail }, signal);
      return { kind: "sent" };
    } catch (error) {
      return this.#stopping.signal.aborted ? { kind: "stopped" } : outcomeOf(error);
    } finally {
      clearTimeout(timer);
    }
  }
}
