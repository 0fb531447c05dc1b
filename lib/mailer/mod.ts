/**
 * Mails: kept in the database until a mail server has taken them.
 *
 * @module
 */
export { createMailer, type Mail, type Mailer } from "./mailer.ts";
