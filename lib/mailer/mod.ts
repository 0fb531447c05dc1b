/**
 * Mails: kept in the database until a mail server has taken them.
 *
 * @module
 */
export { type Delivery, startDelivery } from "./delivery.ts";
export { dropWaiting } from "./drop_waiting.ts";
export { createMailer, type Mail, type Mailer } from "./mailer.ts";
export type { Kept } from "./outbox.ts";
