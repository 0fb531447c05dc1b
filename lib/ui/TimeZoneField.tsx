import { controlAttributes, Labelled } from "./Labelled.tsx";
import { useTyped } from "./typed_context.ts";

interface TimeZoneFieldProps {
  value: string;
  /** IANA names, such as `Europe/Berlin`. */
  zones: readonly string[];
  error?: string;
  hint?: string;
}

/** One of some four hundred, by continent: typing the first letters of a city finds it. */
export function TimeZoneField({ value, zones, ...rest }: TimeZoneFieldProps) {
  const field = { ...rest, name: "time_zone", required: true };
  const chosen = useTyped(field.name, value);
  return (
    <Labelled label="Time zone" {...field}>
      <select {...controlAttributes(field)}>
        {[...byContinent(zones)].map(([continent, names]) => (
          <optgroup key={continent} label={continent}>
            {names.map((name) => (
              <option key={name} value={name} selected={name === chosen}>{cityOf(name)}</option>
            ))}
          </optgroup>
        ))}
      </select>
    </Labelled>
  );
}

function byContinent(zones: readonly string[]): Map<string, string[]> {
  return Map.groupBy(
    zones,
    (name) => name.includes("/") ? name.slice(0, name.indexOf("/")) : "Other",
  );
}

/** `America/Argentina/Buenos_Aires` → `Argentina/Buenos Aires` */
function cityOf(name: string): string {
  return name.slice(name.indexOf("/") + 1).replaceAll("_", " ");
}
