import { STATUS_TEXT, type StatusCode } from "@std/http/status";
import type { Context } from "fresh";
import { errorHeaders, logFailure, toHttpError } from "./errors.ts";
import type { Log } from "./log.ts";
import { mutable } from "./mutable.ts";

interface ProblemState {
  /** To quote when asking for help; it finds the details in the log. */
  readonly requestId: string;
  readonly log: Log;
}

interface Details {
  /** What is wrong with each field or parameter, by its name. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly headers?: HeadersInit;
}

/** For refusals that bring no words of their own. */
const DETAILS: Record<number, string> = {
  404: "There is nothing at this address.",
  405: "This address does not take that method.",
};

/**
 * An error that a program can read: Problem Details (RFC 9457). Their type is always `about:blank`, as the status says
 * it all.
 *
 * @param detail what went wrong, in a sentence for the person who reads the program's log
 */
export function problem(
  { requestId }: Pick<ProblemState, "requestId">,
  status: number,
  detail: string,
  { errors, headers }: Details = {},
): Response {
  const title = STATUS_TEXT[status as StatusCode] ?? "Error";
  const body = { type: "about:blank", title, status, detail, request_id: requestId, errors };
  const response = Response.json(body, { status, headers });
  response.headers.set("content-type", "application/problem+json");
  return response;
}

/** The problem of a request that was understood and does not fit, with what is wrong with each field or parameter. */
export function misfits(
  state: Pick<ProblemState, "requestId">,
  errors: Readonly<Record<string, string>>,
): Response {
  const count = Object.keys(errors).length;
  const detail = count === 1 ? "One thing does not fit." : `${count} things do not fit.`;
  return problem(state, 422, detail, { errors });
}

/**
 * For what programs ask: turns what goes wrong further in into a problem, and keeps every answer out of caches. Only the
 * log learns more than the status.
 */
export async function problems<S extends ProblemState>(ctx: Context<S>): Promise<Response> {
  const response = mutable(await answer(ctx));
  response.headers.set("cache-control", "no-store");
  response.headers.append("vary", "Authorization");
  return response;
}

async function answer<S extends ProblemState>(ctx: Context<S>): Promise<Response> {
  const { state } = ctx;
  try {
    return await ctx.next();
  } catch (error) {
    logFailure(state, error);
    const refusal = toHttpError(error);
    const { status, message } = refusal;
    const detail = message || (DETAILS[status] ?? "The request was refused.");
    return problem(state, status, detail, { headers: errorHeaders(refusal) });
  }
}
