import { Form } from "./Form.tsx";
import type { Theme } from "./types.ts";

const CHOICES = [["light", "Light"], ["dark", "Dark"], ["auto", "Auto"]] as const;

interface ThemeFormProps {
  /** What is chosen; null for what the device prefers. */
  theme: Theme | null;
  /** The page to come back to. */
  next: string;
}

/** Light or dark: one press, and the page is back in the other colours. */
export function ThemeForm({ theme, next }: ThemeFormProps) {
  return (
    <Form action="/theme" fields={{ next }}>
      <fieldset class="choices">
        <legend class="visually-hidden">Light or dark</legend>
        {CHOICES.map(([value, label]) => (
          <button
            key={value}
            type="submit"
            class="choice"
            name="theme"
            value={value}
            aria-pressed={value === (theme ?? "auto") ? "true" : "false"}
          >
            {label}
          </button>
        ))}
      </fieldset>
    </Form>
  );
}

/** The way to the page with that form. */
export function ThemeLink({ next }: { next: string }) {
  return <a href={`/theme?next=${encodeURIComponent(next)}`}>Light or dark</a>;
}
