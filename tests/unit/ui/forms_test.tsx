import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { renderToString } from "npm:preact-render-to-string@^6.8";
import PasswordField from "@/islands/PasswordField.tsx";
import { AppointmentForm } from "@/lib/ui/AppointmentForm.tsx";
import { Button, ButtonLink } from "@/lib/ui/Button.tsx";
import { ErrorSummary } from "@/lib/ui/ErrorSummary.tsx";
import { Checkbox, CsrfField, Field } from "@/lib/ui/Field.tsx";
import { FormsProvider } from "@/lib/ui/Form.tsx";

/** The attributes of the first such element: a bare attribute is "". */
function attributesOf(html: string, tag: string): Record<string, string> {
  const [, text = ""] = html.match(new RegExp(`<${tag}\\b([^>]*)>`)) ?? [];
  const pairs = text.matchAll(/([\w-]+)(?:="([^"]*)")?/g);
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name.toLowerCase(), value]));
}

const controls = {
  input: <Field label="City" name="city" hint="Where?" error="Too far" />,
  textarea: <Field label="City" name="city" hint="Where?" error="Too far" multiline />,
  password: (
    <PasswordField
      label="City"
      name="city"
      hint="Where?"
      error="Too far"
      autocomplete="new-password"
    />
  ),
};

for (const [kind, field] of Object.entries(controls)) {
  Deno.test(`a ${kind} is tied to its label, hint and error`, () => {
    const html = renderToString(field);
    const control = attributesOf(html, kind === "textarea" ? "textarea" : "input");
    assertEquals(attributesOf(html, "label").for, control.id);
    assertEquals([control.name, control["aria-invalid"]], ["city", "true"]);
    const described = control["aria-describedby"]?.split(" ").map((id) =>
      html.match(new RegExp(`<p[^>]* id="${id}"[^>]*>([^<]*)</p>`))?.[1]
    );
    assertEquals(described, ["Where?", "Too far"]);
  });
}

Deno.test("a field without hint and error claims neither", () => {
  const html = renderToString(<Field label="City" name="city" />);
  assertNotMatch(html, /aria-(describedby|invalid)|<p/);
});

Deno.test("fields that may stay empty say so, required ones let the browser know", () => {
  for (const required of [true, false]) {
    const html = renderToString(<Field label="City" name="city" required={required} />);
    assertEquals("required" in attributesOf(html, "input"), required);
    assertEquals(html.includes("optional"), !required);
  }
});

Deno.test("a message about several fields describes each of them, beside its own hint", () => {
  const field = { name: "city", label: "City", hint: "Where?", errorId: "why" };
  const password = <PasswordField {...field} autocomplete="current-password" />;
  for (const html of [renderToString(<Field {...field} />), renderToString(password)]) {
    const input = attributesOf(html, "input");
    assertEquals(input["aria-describedby"], "city-hint why");
    assertEquals([input["aria-invalid"], input.errorid], ["true", undefined]);
  }
});

Deno.test("attributes given to a field reach its control", () => {
  const field = {
    label: "Mail",
    name: "mail",
    value: "a@b",
    autocomplete: "username",
    dir: "auto",
  } as const;
  const input = attributesOf(
    renderToString(<Field {...field} type="email" maxlength={9} />),
    "input",
  );
  assertEquals(
    [input.type, input.value, input.autocomplete, input.maxlength, input.dir],
    ["email", "a@b", "username", "9", "auto"],
  );
  const area = attributesOf(
    renderToString(<Field {...field} multiline maxlength={9} />),
    "textarea",
  );
  assertEquals(
    [area.autocomplete, area.maxlength, area.dir, area.type],
    ["username", "9", "auto", undefined],
  );
});

Deno.test("what people typed is text, never markup", () => {
  const evil = `"><script>alert(1)</script>`;
  for (const multiline of [false, true]) {
    const html = renderToString(
      <Field label={evil} name="x" value={evil} error={evil} hint={evil} multiline={multiline} />,
    );
    assertNotMatch(html, /<script|value="">/);
    assertStringIncludes(html, "&lt;script");
  }
});

Deno.test("a text area keeps line breaks as they were typed", () => {
  const typed = "one\ntwo";
  const html = renderToString(<Field label="Notes" name="notes" value={typed} multiline />);
  assertStringIncludes(html, `>${typed}</textarea>`);
});

Deno.test("a checkbox is labelled and shows whether it is ticked", () => {
  const on = renderToString(<Checkbox label="All day" name="all_day" checked hint="The day" />);
  const off = renderToString(<Checkbox label="All day" name="all_day" checked={false} />);
  assertEquals(attributesOf(on, "label").for, attributesOf(on, "input").id);
  assertEquals(attributesOf(on, "input")["aria-describedby"], "all_day-hint");
  assertEquals([on, off].map((html) => "checked" in attributesOf(html, "input")), [true, false]);
});

Deno.test("the CSRF field is hidden and carries the token", () => {
  const { type, name, value } = attributesOf(renderToString(<CsrfField token="t-1" />), "input");
  assertEquals([type, name, value], ["hidden", "csrf_token", "t-1"]);
});

Deno.test("the summary of errors is an alert that links to the fields", () => {
  const html = renderToString(<ErrorSummary errors={{ city: "Too far", "": "Try again" }} />);
  const { role, tabindex, autofocus } = attributesOf(html, "div");
  assertEquals([role, tabindex, autofocus !== undefined], ["alert", "-1", true]);
  assertStringIncludes(html, `<a href="#city">Too far</a>`);
  assertStringIncludes(html, ">Try again</li>");
  assertStringIncludes(html, "2 things to fix");
});

Deno.test("without errors there is no summary", () => {
  assertEquals(renderToString(<ErrorSummary errors={{}} />), "");
});

Deno.test("a password is hidden at first, empty, and its button waits for JavaScript", () => {
  const html = renderToString(
    <PasswordField name="password" label="Password" autocomplete="current-password" required />,
  );
  const input = attributesOf(html, "input");
  assertEquals([input.type, input.value], ["password", undefined]);
  assertEquals([input.autocomplete, "required" in input], ["current-password", true]);
  const button = attributesOf(html, "button");
  assert("hidden" in button);
  // A label that changes says enough; a pressed "Hide password" would say the opposite.
  assertEquals(
    [button.type, button["aria-label"], button["aria-pressed"]],
    ["button", "Show password", undefined],
  );
});

Deno.test("the form for an appointment sends its text as it is, and takes it in any direction", () => {
  const html = renderToString(
    <FormsProvider data={{ csrfToken: () => "t-1" }}>
      <AppointmentForm
        action="/appointments/new"
        fields={{
          title: "",
          starts_at: "",
          ends_at: "",
          all_day: false,
          location: "",
          description: "",
        }}
        errors={{}}
        timeZone="UTC"
      />
    </FormsProvider>,
  );
  assertEquals(attributesOf(html, "form").enctype, "multipart/form-data");
  const named = (name: string) =>
    html.match(new RegExp(`<\\w+ [^>]*name="${name}"[^>]*>`))?.[0] ?? "";
  for (const name of ["title", "location", "description"]) {
    assertStringIncludes(named(name), 'dir="auto"');
  }
  for (const name of ["starts_at", "ends_at"]) {
    assertMatch(named(name), /min="1900-01-01T00:00" max="9999-12-31T23:59"/);
  }
});

Deno.test("a button submits with its name, a link only leads somewhere", () => {
  const button = renderToString(<Button tone="danger" name="action" value="pop">Pop</Button>);
  assertMatch(button, /^<button type="submit" class="button danger" name="action" value="pop">/);
  assertMatch(renderToString(<ButtonLink href="/x">Go</ButtonLink>), /^<a [^>]*href="\/x"/);
});
