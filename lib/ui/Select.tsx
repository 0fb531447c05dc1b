import { controlAttributes, Labelled } from "./Labelled.tsx";
import { useTyped } from "./typed_context.ts";

interface SelectProps {
  label: string;
  name: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  error?: string;
  hint?: string;
}

/** One of a few; browsers always send one of them. */
export function Select({ options, value, ...field }: SelectProps) {
  const chosen = useTyped(field.name, value);
  return (
    <Labelled {...field} required>
      <select {...controlAttributes(field)}>
        {options.map(([name, label]) => (
          <option key={name} value={name} selected={name === chosen}>{label}</option>
        ))}
      </select>
    </Labelled>
  );
}
