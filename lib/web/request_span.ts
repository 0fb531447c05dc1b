import { METHODS } from "@/lib/methods.ts";
import { activeSpan, noteError } from "@/lib/telemetry.ts";
import type { Answered } from "./request_log.ts";

/**
 * Gives the runtime's span of this request the name that the OpenTelemetry conventions for HTTP ask for, with the pattern of
 * the route as the log has it, and what leads from one to the other. The id of an account is random and means nothing
 * outside of its database.
 */
export function nameRequestSpan(
  { method, route, user }: Pick<Answered, "method" | "route" | "user">,
  id: string,
): void {
  const span = activeSpan();
  if (!span) return;
  const word = METHODS.includes(method) ? method : "HTTP";
  span.updateName(route === null ? word : `${word} ${route}`);
  if (route !== null) span.setAttribute("http.route", route);
  span.setAttribute("cloakroom.request.id", id);
  if (user) span.setAttribute("enduser.pseudo.id", user.id);
}

/** Marks the span of this request with the kind of what went wrong. */
export function noteFailure(error: unknown): void {
  noteError(activeSpan(), error);
}
