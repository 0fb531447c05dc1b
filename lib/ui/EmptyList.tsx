import { Choice } from "./BookNav.tsx";
import { EmptyState } from "./Page.tsx";

interface EmptyListProps {
  when: "upcoming" | "past";
  query: string;
  /** How many the other list has, put into words; empty when none. */
  elsewhere: string;
  /** The address of the other list, with the same search. */
  other: string;
}

/** What stands where a list would: why it is empty, and where to go from there. */
export function EmptyList({ when, query, elsewhere, other }: EmptyListProps) {
  if (query) return <NoMatch when={when} query={query} elsewhere={elsewhere} other={other} />;
  if (when === "past") {
    return (
      <EmptyState title="Nothing is past yet">
        <p>
          What is over will be listed here.{" "}
          <Choice href={other} isChosen={false}>See what is coming up</Choice>
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing is coming up">
      <p>
        <a href="/appointments/new">Make an appointment</a> and it will be listed here, by its day.
      </p>
      {elsewhere && (
        <p>
          <Choice href={other} isChosen={false}>See what is past</Choice>
        </p>
      )}
    </EmptyState>
  );
}

function NoMatch({ when, query, elsewhere, other }: EmptyListProps) {
  const what = when === "past" ? "Nothing that is past" : "Nothing that is coming up";
  return (
    <EmptyState title="Nothing found">
      <p>
        {what} matches “<bdi>{query}</bdi>”. {elsewhere
          ? (
            <>
              <Choice href={other} isChosen={false}>{elsewhere}</Choice>.
            </>
          )
          : "Nor does anything else: each word has to be in the title or the location."}
      </p>
    </EmptyState>
  );
}

/** Where the list has been left since the page before was shown: its rest is gone. */
export function ListEnd({ first }: { first: string }) {
  return (
    <EmptyState title="The list ends here">
      <p>
        <Choice href={first} isChosen={false}>Back to its beginning</Choice>
      </p>
    </EmptyState>
  );
}
