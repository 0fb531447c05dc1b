import { useEffect, useRef, useState } from "preact/hooks";
import { useHydrated } from "@/lib/ui/hooks.ts";
import { controlAttributes, Labelled } from "@/lib/ui/Labelled.tsx";

interface PasswordFieldProps {
  name: string;
  label: string;
  autocomplete: "current-password" | "new-password";
  error?: string;
  /** See `Field`. */
  errorId?: string;
  hint?: string;
  minlength?: number;
  required?: boolean;
}

/** A password input with a button that shows what was typed. It never holds a value at first. */
export default function PasswordField(
  { label, autocomplete, minlength, ...field }: PasswordFieldProps,
) {
  const input = useRef<HTMLInputElement>(null);
  const isHydrated = useHydrated();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    // Browsers remember what is typed into a text input, and password managers look for this type.
    input.current?.form?.addEventListener("submit", () => setShown(false));
  }, []);

  return (
    <Labelled label={label} {...field}>
      <div class="password">
        <input
          ref={input}
          type={isShown ? "text" : "password"}
          autocapitalize={isShown ? "off" : undefined}
          spellcheck={false}
          autocomplete={autocomplete}
          minlength={minlength}
          {...controlAttributes(field)}
        />
        <button
          type="button"
          class="password-toggle"
          aria-label={isShown ? "Hide password" : "Show password"}
          aria-controls={field.name}
          hidden={!isHydrated}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? "Hide" : "Show"}
        </button>
      </div>
    </Labelled>
  );
}
