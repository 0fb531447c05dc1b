import { momentInWords } from "@/lib/moment.ts";
import type { Account } from "./accounts.ts";

type State = Pick<Account, "isActive" | "isVerified" | "deleteAt">;

/** What is to be said of how an account stands, a few words each; at least one. */
export function accountStates(
  { isActive, isVerified, deleteAt }: State,
  reader: Parameters<typeof momentInWords>[1],
): string[] {
  return [
    isActive ? "Active" : "Switched off",
    ...(deleteAt === null ? [] : [`Will be deleted on ${momentInWords(deleteAt, reader)}`]),
    ...(isVerified ? [] : ["Address not confirmed"]),
  ];
}
