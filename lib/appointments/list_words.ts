import type { ListPage } from "./list.ts";
import type { When } from "./past.ts";

/** "3 past ones do", of what a search finds in the list that is not shown; "" when it finds nothing. */
export function alsoFound(when: When, { appointments, next }: ListPage): string {
  const count = appointments.length;
  const kind = when === "past" ? "past" : "upcoming";
  if (count === 0) return "";
  if (next) return `More than ${count} ${kind} ones do`;
  return count === 1 ? `1 ${kind} one does` : `${count} ${kind} ones do`;
}

/** "3 appointments found.", or that these are not all. */
export function foundInWords({ appointments, next }: ListPage, isFirst: boolean): string {
  const count = appointments.length;
  if (!isFirst) return next ? "There are more." : "These are the last.";
  if (next) return `These are the first ${count}; there are more.`;
  return count === 1 ? "1 appointment found." : `${count} appointments found.`;
}
