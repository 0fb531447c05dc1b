import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import { CsrfField } from "./Field.tsx";
import { couldHaveSent, type Fields, type FormMarks, type Kept } from "./kept.ts";
import { Notice } from "./Notice.tsx";
import { type Typed, TypedContext } from "./typed_context.ts";

/** What all forms of a page need. */
export interface FormsData {
  /** A proof for one form that it comes from this page. */
  csrfToken(): string;
  /** What waits to be sent again, and is filled in where it fits: into the first form that could have sent it. */
  readonly kept?: Kept | null;
}

interface PageForms extends FormsData {
  /** Whether a form of this page has been filled in again. */
  isFilled: boolean;
}

const Forms = createContext<PageForms | null>(null);

/** Stands around a page, so that its forms need not be handed what all of them share. */
export function FormsProvider(
  { data, children }: { data: FormsData; children: ComponentChildren },
) {
  return <Forms.Provider value={{ ...data, isFilled: false }}>{children}</Forms.Provider>;
}

interface FormProps {
  /** A path of this app, whose page (GET) shows this form; the address of this very page when it is left out. */
  action?: string;
  /**
   * What is sent without being typed, such as which of several things is meant. Where a page has several forms for one
   * path, this tells them apart, a field `action` above all; an empty one is as good as none.
   */
  fields?: Fields;
  /** What those of its buttons say that are named `action`. */
  actions?: readonly string[];
  /** As `fields`, but it only says how things stood: a form that is filled in again has what it had before. */
  state?: Fields;
  /** What its button does, after "You were about to", where nothing is typed. */
  task?: ComponentChildren;
  /**
   * As multipart text travels as it is. Url-encoded, most of the world's scripts take three times the bytes, and a long
   * text would be refused as too large. Files need it anyway.
   */
  multipart?: boolean;
  class?: string;
  id?: string;
  children: ComponentChildren;
}

/**
 * A form that changes something: every one in the app, so that none goes without its proof, and none loses what was typed
 * into it when a login is over.
 */
export function Form(
  { action, fields = {}, actions = [], state = {}, task, multipart, children, ...rest }: FormProps,
) {
  const page = useContext(Forms);
  if (!page) throw new Error("A Form stands outside of FormsProvider.");
  const kept = takeKept(page, { action, fields, actions });
  const typed = kept && new Map(kept.fields);
  const enctype = multipart ? "multipart/form-data" : undefined;
  return (
    <form method="post" action={action} enctype={enctype} {...rest}>
      <CsrfField token={page.csrfToken()} />
      {kept && <input type="hidden" name="kept_form" value={kept.id} />}
      <Hidden fields={fields} />
      <Hidden fields={state} typed={typed} />
      {typed && <KeptNotice typed={typed} untyped={{ ...fields, ...state }} task={task} />}
      <TypedContext.Provider value={typed}>{children}</TypedContext.Provider>
    </form>
  );
}

/** What waits for this form, unless another one of the page has it already. */
function takeKept(page: PageForms, marks: FormMarks): Kept | null {
  const { kept, isFilled } = page;
  if (!kept || isFilled || !couldHaveSent(marks, kept)) return null;
  page.isFilled = true;
  return kept;
}

function Hidden({ fields, typed }: { fields: Fields; typed?: Typed | null }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={typed?.get(name) ?? value} />
      ))}
    </>
  );
}

/** Takes the focus, since the form may stand anywhere on its page. */
function KeptNotice(
  { typed, untyped, task = "do this" }: {
    typed: Typed;
    untyped: Fields;
    task?: ComponentChildren;
  },
) {
  const isFilledIn = [...typed.keys()].some((name) => !(name in untyped));
  return (
    <Notice category="warning" takesFocus>
      {isFilledIn
        ? "Not sent yet. Here is what you typed; please check it and send it."
        : <>You were about to {task}. If you still want it, press the button once more.</>}
    </Notice>
  );
}
