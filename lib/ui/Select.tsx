import { controlAttributes, Field } from "./Field.tsx";

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
  return (
    <Field {...field} required>
      <select {...controlAttributes(field)}>
        {options.map(([name, label]) => (
          <option key={name} value={name} selected={name === value}>{label}</option>
        ))}
      </select>
    </Field>
  );
}
