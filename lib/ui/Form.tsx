import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import { CsrfField } from "./Field.tsx";

/** What all forms of a page need. */
export interface FormsData {
  /** A proof for one form that it comes from this page. */
  csrfToken(): string;
}

const Forms = createContext<FormsData | null>(null);

/** Stands around a page, so that its forms need not be handed what all of them share. */
export function FormsProvider(
  { data, children }: { data: FormsData; children: ComponentChildren },
) {
  return <Forms.Provider value={data}>{children}</Forms.Provider>;
}

interface FormProps {
  /** A path of this app. */
  action: string;
  /** What is sent without being typed, such as which of several things is meant. */
  fields?: Readonly<Record<string, string>>;
  /**
   * As multipart text travels as it is. Url-encoded, most of the world's scripts take three times the bytes, and a long
   * text would be refused as too large. Files need it anyway.
   */
  multipart?: boolean;
  class?: string;
  id?: string;
  children: ComponentChildren;
}

/** A form that changes something: every one in the app, so that none goes without its proof. */
export function Form({ action, fields = {}, multipart, children, ...rest }: FormProps) {
  const data = useContext(Forms);
  if (!data) throw new Error("A Form stands outside of FormsProvider.");
  return (
    <form
      method="post"
      action={action}
      enctype={multipart ? "multipart/form-data" : undefined}
      {...rest}
    >
      <CsrfField token={data.csrfToken()} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
