import { field, line } from "@/lib/web/form.ts";

/** The fields as they are chosen. */
export interface TokenFields {
  readonly name: string;
  readonly scope: string;
  /** Days. */
  readonly expires: string;
}

/** What is wrong with each field; under "" what is wrong with none of them. */
export type TokenErrors = Partial<Record<keyof TokenFields | "", string>>;

/** What a token may do. */
export type TokenScope = "read" | "write";

/** What a new token is to be. */
export interface TokenWish {
  readonly name: string;
  readonly scope: TokenScope;
  /** Days. */
  readonly lifetime: number;
}

/** What a token may do, in words, by its scope. */
export const TOKEN_SCOPES = [
  ["read", "Read only"],
  ["write", "Read and write"],
] as const satisfies readonly (readonly [TokenScope, string])[];

/** For how long a token may live, by its days: none lives for ever, since none is looked after for ever. */
export const TOKEN_LIFETIMES = [
  ["7", "7 days"],
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "1 year"],
] as const;

/** An empty form: what it offers first is what does the least harm. */
export const NO_TOKEN_FIELDS: TokenFields = { name: "", scope: "read", expires: "30" };

const MAX_NAME = 100;

export function tokenFieldsOf(form: FormData): TokenFields {
  return { name: line(form, "name"), scope: field(form, "scope"), expires: field(form, "expires") };
}

/** The token that the fields ask for, or what is wrong with each. */
export function checkTokenFields(
  { name, scope, expires }: TokenFields,
): { readonly ok: true; readonly wish: TokenWish } | {
  readonly ok: false;
  readonly errors: TokenErrors;
} {
  const errors: TokenErrors = {};
  const length = [...name].length;
  if (length === 0) errors.name = "Please name what the token is for.";
  else if (length > MAX_NAME) errors.name = `Please use at most ${MAX_NAME} characters.`;
  const known = TOKEN_SCOPES.find(([value]) => value === scope)?.[0];
  if (!known) errors.scope = "Please choose what the token may do.";
  const lifetime = TOKEN_LIFETIMES.find(([days]) => days === expires)?.[0];
  if (!lifetime) errors.expires = "Please choose when the token ends.";
  if (length === 0 || errors.name || !known || !lifetime) return { ok: false, errors };
  return { ok: true, wish: { name, scope: known, lifetime: Number(lifetime) } };
}
