import { ButtonLink } from "./Button.tsx";
import { Choice } from "./BookNav.tsx";

type When = "upcoming" | "past";

/** Which half of the list is shown. */
export function ListChoice(
  { when, addresses }: { when: When; addresses: Readonly<Record<When, string>> },
) {
  return (
    <nav class="view-nav" aria-label="What is listed">
      <Choice href={addresses.upcoming} isChosen={when === "upcoming"}>Coming up</Choice>
      <Choice href={addresses.past} isChosen={when === "past"}>Past</Choice>
    </nav>
  );
}

/** The ways on from one page of a list; nothing where there is only one. */
export function ListPages(
  { when, first, next }: {
    when: When;
    /** The address of the first page; null when it is the one that is shown. */
    first: string | null;
    next: string | null;
  },
) {
  if (!first && !next) return null;
  const isPast = when === "past";
  return (
    <nav class="actions" aria-label="Pages">
      {first && (
        <ButtonLink href={first} tone="quiet">
          {isPast ? "Back to the latest" : "Back to the next ones"}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink href={next} tone="quiet" rel="next">
          {isPast ? "Earlier appointments" : "Later appointments"}
        </ButtonLink>
      )}
    </nav>
  );
}
