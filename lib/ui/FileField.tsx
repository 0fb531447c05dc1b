import { controlAttributes, Field } from "./Field.tsx";

interface FileFieldProps {
  label: string;
  name: string;
  /** What browsers offer to choose from: media types and endings, such as `text/calendar,.ics`. */
  accept: string;
  hint?: string;
  error?: string;
}

/** A file to choose. Browsers never fill it in again, so nothing does. */
export function FileField({ accept, ...field }: FileFieldProps) {
  return (
    <Field {...field} required>
      <input type="file" accept={accept} {...controlAttributes({ ...field, required: true })} />
    </Field>
  );
}
