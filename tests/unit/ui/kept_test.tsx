import { assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import type { ComponentChildren } from "preact";
import { renderToString } from "npm:preact-render-to-string@^6.8";
import PasswordField from "@/islands/PasswordField.tsx";
import { Button } from "@/lib/ui/Button.tsx";
import { ErrorPage } from "@/lib/ui/ErrorPage.tsx";
import { Checkbox, Field } from "@/lib/ui/Field.tsx";
import { Form, FormsProvider } from "@/lib/ui/Form.tsx";
import { couldHaveSent } from "@/lib/ui/kept.ts";
import { Select } from "@/lib/ui/Select.tsx";
import { TimeZoneField } from "@/lib/ui/TimeZoneField.tsx";

const keptWith = (fields: Record<string, string>) => ({
  id: "k-1",
  path: "/here",
  fields: Object.entries(fields),
});

const page = (fields: Record<string, string> | null, children: ComponentChildren) =>
  renderToString(
    <FormsProvider data={{ csrfToken: () => "t-1", kept: fields && keptWith(fields) }}>
      {children}
    </FormsProvider>,
  );

const MARKS: [what: string, form: object, sent: Record<string, string>, expected: boolean][] = [
  ["a form without constants", {}, { title: "a" }, true],
  ["a form for another path", { action: "/there" }, { title: "a" }, false],
  ["a form of this very page's address", { action: undefined }, { title: "a" }, false],
  ["the same constant", { fields: { id: "1" } }, { id: "1", title: "a" }, true],
  ["another constant", { fields: { id: "2" } }, { id: "1", title: "a" }, false],
  ["a constant that did not come", { fields: { id: "1" } }, { title: "a" }, false],
  ["an empty constant that did not come", { fields: { next: "" } }, { title: "a" }, true],
  ["an action that it never sends", {}, { action: "verify" }, false],
  ["its action", { fields: { action: "verify" } }, { action: "verify" }, true],
  ["one of its buttons", { actions: ["set", "pop"] }, { action: "pop" }, true],
  ["none of its buttons", { actions: ["set", "pop"] }, { action: "clear" }, false],
];

for (const [what, form, sent, expected] of MARKS) {
  Deno.test(`${what}: it ${expected ? "could" : "could not"} have sent what waits`, () => {
    const marks = { action: "/here", fields: {}, actions: [], ...form };
    assertEquals(couldHaveSent(marks, keptWith(sent)), expected);
  });
}

const CONTROLS = (
  <>
    <Field label="Title" name="title" value="given" />
    <Field label="Notes" name="notes" value="given" multiline />
    <Checkbox label="All day" name="all_day" checked />
    <Select label="Kind" name="kind" value="a" options={[["a", "A"], ["b", "B"]]} />
    <TimeZoneField value="Europe/Berlin" zones={["Asia/Tokyo", "Europe/Berlin"]} />
  </>
);

Deno.test("a form that waits shows in each field what was typed, and says so above them", () => {
  const typed = { title: "typed", notes: "one\ntwo", kind: "b", time_zone: "Asia/Tokyo" };
  const html = page(typed, <Form action="/here" state={{ version: "2" }}>{CONTROLS}</Form>);
  assertMatch(html, /name="kept_form" value="k-1"/);
  assertMatch(
    html,
    /tabindex="-1"[^>]*autofocus[^>]*><div>Not sent yet\. Here is what you typed;/i,
  );
  assertMatch(html, /<input [^>]*name="title" [^>]*value="typed"/);
  assertStringIncludes(html, ">one\ntwo</textarea>");
  assertNotMatch(html, /checked/);
  assertMatch(html, /<option [^>]*value="b" [^>]*selected/);
  assertMatch(html, /<option [^>]*value="Asia\/Tokyo" [^>]*selected/);
  assertEquals(html.match(/selected/g)?.length, 2);
  assertMatch(html, /name="version" value="2"/);
});

Deno.test("a form that does not wait shows what the page gives", () => {
  for (const sent of [null, { title: "typed", action: "other" }]) {
    const html = page(sent, <Form action="/here">{CONTROLS}</Form>);
    assertEquals(html.match(/given/g)?.length, 2);
    assertMatch(html, /checked/);
    assertNotMatch(html, /typed|kept_form|Not sent/);
  }
});

Deno.test("a form has again how things stood when it was opened, but for what it is about", () => {
  const sent = { id: "1", version: "1", all_day: "on" };
  const fields = { fields: { id: "1" }, state: { version: "2" } };
  const html = page(sent, <Form action="/here" {...fields}>{CONTROLS}</Form>);
  assertMatch(html, /name="id" value="1"/);
  assertMatch(html, /name="version" value="1"/);
  assertMatch(html, /checked/);
});

Deno.test("only one form of a page is filled in, and no field outside of it", () => {
  const form = <Form action="/here">{CONTROLS}</Form>;
  const html = page({ title: "typed" }, <>{CONTROLS}{form}{form}</>);
  assertEquals(html.match(/Not sent yet/g)?.length, 1);
  assertEquals(html.match(/value="typed"/g)?.length, 1);
});

Deno.test("where nothing is typed, the form says what its button was about to do", () => {
  const form = (task?: string) => (
    <Form action="/here" fields={{ id: "1" }} task={task}>
      <Button>Revoke</Button>
    </Form>
  );
  const said = (task?: string) =>
    /You were about to ([^.]*)\./.exec(page({ id: "1" }, form(task)))?.[1];
  assertEquals([said("revoke it"), said()], ["revoke it", "do this"]);
});

Deno.test("a password field is never filled in", () => {
  const field = <PasswordField label="Password" name="secret" autocomplete="new-password" />;
  const html = page({ secret: "typed", title: "typed" }, <Form action="/here">{field}</Form>);
  assertNotMatch(html, /value="typed"/);
});

const BACK = { page: "/account/profile?a=1", wayBack: null, lacks: [] };
const refused = (form: object) =>
  renderToString(
    <ErrorPage
      status={403}
      message="No."
      form={{ ...BACK, ...form }}
      requestId="r-1"
    />,
  );

Deno.test("a refusal says what is kept and which way leads back to it", () => {
  const cases = [
    [{}, /^No\. $/, '"/account/profile?a=1"'],
    [{ wayBack: "open" }, /kept for 30 minutes\. Open the form again/, '"/account/profile?a=1"'],
    [
      { wayBack: "sign in" },
      /kept for 30 minutes\. Sign in again/,
      '"/login?next=%2Faccount%2Fprofile%3Fa%3D1"',
    ],
    [{ wayBack: "sign out" }, /Somebody else is signed in here now\./, '"/logout"'],
    [{ lacks: ["files"] }, /^No\. A file has to be chosen again\. $/, '"/account/profile?a=1"'],
    [{ lacks: ["passwords"] }, /Passwords are not kept\./, '"/account/profile?a=1"'],
  ] as const;
  for (const [form, words, href] of cases) {
    const html = refused(form);
    const text = [...html.matchAll(/<p>([^<]*)<\/p>/g)].map(([, text]) => `${text} `).join("");
    assertMatch(text, words);
    assertStringIncludes(html, `href=${href}`);
  }
});
