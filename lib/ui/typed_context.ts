import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** What somebody typed into a form that waits to be sent again, by the names of its fields. */
export type Typed = ReadonlyMap<string, string>;

/** Stands around the fields of one form. Islands do not look here: in the browser there is no such thing. */
export const TypedContext = createContext<Typed | null>(null);

/** What to show in a field of this name: what waits to be sent again, or else what the page gives. */
export function useTyped(name: string, given: string): string;
export function useTyped(name: string, given: string | undefined): string | undefined;
export function useTyped(name: string, given: string | undefined): string | undefined {
  const typed = useContext(TypedContext);
  return typed?.get(name) ?? given;
}

/** The same for a box to tick, which sends nothing when it is not ticked. */
export function useTicked(name: string, given: boolean | undefined): boolean | undefined {
  const typed = useContext(TypedContext);
  return typed ? typed.has(name) : given;
}
