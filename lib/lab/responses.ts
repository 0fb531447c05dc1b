import { STATUS_TEXT, type StatusCode } from "@std/http/status";
import type { Reply } from "@/lib/web/reply.ts";
import { toResponse } from "@/lib/web/to_response.ts";
import { FORMS } from "./response_forms.ts";

export { FORMS } from "./response_forms.ts";
export { MISTAKES } from "./response_mistakes.ts";

/** One example of what a route may return, or not. */
export interface Sample<Value> {
  /** Unique; the last part of the live route's address. */
  readonly name: string;
  readonly title: string;
  readonly note: string;
  /** The body of `reply` as text: bundlers may rewrite the function, and a test sees that both agree. */
  readonly code: string;
  reply(): Value;
}

export type Form = Sample<Reply>;
export type Mistake = Sample<unknown>;

/** What a client gets of a form. */
export interface Outcome {
  /** With its words, such as "404 Not Found". */
  readonly status: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export function findForm(name: string): Form | null {
  return FORMS.find((form) => form.name === name) ?? null;
}

/** @param route the method and pattern of the route, for error messages */
export async function outcomeOf({ reply }: Form, route: string): Promise<Outcome> {
  const response = toResponse(reply(), route);
  const { status, statusText, headers } = response;
  return {
    status: `${status} ${statusText || STATUS_TEXT[status as StatusCode]}`,
    headers: [...headers],
    body: await response.text(),
  };
}

/**
 * What a programmer is told about a mistake.
 *
 * @param route as above
 * @throws {Error} when it is none
 */
export function messageOf({ name, reply }: Mistake, route: string): string {
  try {
    toResponse(reply(), route);
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
  throw new Error(`${name} is no mistake`);
}
