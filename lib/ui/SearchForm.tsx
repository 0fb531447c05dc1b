import { Actions, Button, ButtonLink } from "./Button.tsx";

interface SearchFormProps {
  action: string;
  /** What is searched, in a few words. */
  label: string;
  name: string;
  value: string;
  maxlength: number;
  /** What goes along with the search. */
  fields?: Readonly<Record<string, string>>;
  /** Where everything is shown again, while something is searched for. */
  all: string | null;
}

/** A form that only asks: it changes nothing, and its answer has an address. */
export function SearchForm(
  { action, label, name, value, maxlength, fields = {}, all }: SearchFormProps,
) {
  return (
    <form method="get" action={action} role="search" class="search">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="field">
        <label for={name}>{label}</label>
        <input type="search" id={name} name={name} dir="auto" value={value} maxlength={maxlength} />
      </div>
      <Actions>
        <Button tone="quiet">Search</Button>
        {all && <ButtonLink href={all} tone="quiet">Show all</ButtonLink>}
      </Actions>
    </form>
  );
}
