import { assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { renderToString } from "npm:preact-render-to-string@^6.8";
import ConfirmButton from "@/islands/ConfirmButton.tsx";
import Flash from "@/islands/Flash.tsx";
import { type AppointmentItem, AppointmentList } from "@/lib/ui/AppointmentList.tsx";
import { Document } from "@/lib/ui/Document.tsx";
import { FormsProvider } from "@/lib/ui/Form.tsx";
import { Notice } from "@/lib/ui/Notice.tsx";
import { PageHeader } from "@/lib/ui/Page.tsx";
import { Shell } from "@/lib/ui/Shell.tsx";

const ada = { name: "Ada <3" };
const shell = { user: null, mayRegister: true, hasOutbox: false, path: "/", flash: null };
const render = (props: Partial<typeof shell> | Record<string, unknown>) =>
  renderToString(
    <FormsProvider data={{ csrfToken: () => "t-1" }}>
      <Shell {...shell} {...props}>body</Shell>
    </FormsProvider>,
  );

Deno.test("visitors are offered to sign in and to create an account", () => {
  const html = render({});
  assertStringIncludes(html, `href="/login"`);
  assertStringIncludes(html, `href="/register"`);
  assertNotMatch(html, /data-user|\/logout|\/appointments/);
});

Deno.test("members see their name, their pages and a way out", () => {
  const html = render({ user: ada });
  assertMatch(html, /<bdi [^>]*data-user[^>]*>Ada &lt;3<\/bdi>/);
  assertStringIncludes(html, `href="/appointments"`);
  assertMatch(html, /<form method="post" action="\/logout"><input type="hidden" [^>]*value="t-1"/);
  assertNotMatch(html, /\/login|\/register/);
});

Deno.test("the link to the page being shown is marked, that to a page above it too", () => {
  const current = (path: string) =>
    render({ user: ada, path }).match(/href="\/appointments"[^>]*aria-current="(\w+)"/)?.[1];
  assertEquals(
    ["/appointments", "/appointments/7", "/appointments-old", "/"].map(current),
    ["page", "true", undefined, undefined],
  );
});

Deno.test("the skip link leads to the main region, where messages come first", () => {
  const html = render({ flash: <b>message</b> });
  assertMatch(html, /^<div [^>]*><a [^>]*href="#main"/);
  assertMatch(
    html,
    /<main id="main"[^>]*tabindex="-1"[^>]*><div [^>]*><b>message<\/b><\/div>body/i,
  );
});

Deno.test("the document names language, viewport and stylesheet, and needs no inline style", () => {
  const html = renderToString(<Document>{render({ user: ada })}</Document>);
  assertMatch(html, /^<html lang="en">/);
  assertMatch(html, /<meta name="viewport"/);
  assertMatch(html, /<link rel="stylesheet" href="\/styles\.css/);
  assertNotMatch(html, / style=|<style/);
});

Deno.test("the tint of the browser's frame is that of the page", async () => {
  // Computed from the oklch() values of --paper: a browser shows them as these two colours.
  const css = await Deno.readTextFile(new URL("../../../static/styles.css", import.meta.url));
  assertStringIncludes(css, "--paper: light-dark(oklch(98.3% 0.003 345), oklch(18.6% 0.013 345))");
  const html = renderToString(<Document>body</Document>);
  assertEquals(html.match(/content="#\w+"/g), [`content="#fbf9fa"`, `content="#171114"`]);
});

Deno.test("a message is told urgently only when something is wrong", () => {
  const roles = ["info", "success", "warning", "error", "party"].map((category) => {
    const html = renderToString(<Flash id="f-1" text="Hello" category={category} />);
    assertStringIncludes(html, `data-category="${category}"`);
    return html.match(/role="(\w+)"/)?.[1];
  });
  assertEquals(roles, ["status", "status", "alert", "alert", "status"]);
});

Deno.test("a message is there without JavaScript, its button waits, its text is no markup", () => {
  const html = renderToString(<Flash id="f-1" text="<b>Hello</b>" category="info" />);
  assertMatch(html, /data-flash="f-1"/);
  assertStringIncludes(html, "&lt;b>Hello");
  assertMatch(html, /<button type="button"[^>]*aria-label="Dismiss message"[^>]*hidden/);
});

Deno.test("a notice of an error is an alert, and takes the focus only when told to", () => {
  assertMatch(renderToString(<Notice category="error">No</Notice>), /role="alert"/);
  assertNotMatch(renderToString(<Notice>Yes</Notice>), /role=|id=|tabindex|autofocus/i);
  const notice = renderToString(<Notice category="error" id="why" takesFocus>No</Notice>);
  assertMatch(notice, /id="why"[^>]*tabindex="-1"[^>]*autofocus/i);
});

Deno.test("a button that asks first is a link to the page that asks until JavaScript runs", () => {
  const html = renderToString(<ConfirmButton label="Delete" confirm="Really?" href="/1/delete" />);
  assertMatch(html, /<a +class="button danger" href="\/1\/delete" *>Delete<\/a>/);
  assertNotMatch(html, /<button|Really|Cancel/);
});

Deno.test("a heading can hold markup that the title cannot", () => {
  const html = renderToString(<PageHeader title="Hello, דנה" heading={<bdi>דנה</bdi>} />);
  assertMatch(html, /<h1[^>]*><bdi>דנה<\/bdi><\/h1>/);
  assertMatch(renderToString(<PageHeader title="Dentist" />), /<h1[^>]*>Dentist<\/h1>/);
});

const item = (values: Partial<AppointmentItem>): AppointmentItem => ({
  id: "1",
  title: "Dentist",
  start: "2026-07-03T09:30",
  time: "09:30 – 10:15",
  duration: "",
  location: "",
  ...values,
});
const listOf = (...items: AppointmentItem[]) =>
  renderToString(<AppointmentList days={[{ heading: "Today", iso: "2026-07-03", items }]} />);

Deno.test("each day is a region named by its date, with its appointments as a list", () => {
  const html = listOf(item({}), item({ id: "2", title: "<i>" }));
  assertMatch(html, /<section [^>]*aria-labelledby="day-2026-07-03"><h2 id="day-2026-07-03">/);
  assertStringIncludes(html, "<li ");
  assertMatch(html, /<a [^>]*href="\/appointments\/1"[^>]*>Dentist<\/a>/);
  assertMatch(html, /<a [^>]*href="\/appointments\/2"[^>]*>&lt;i><\/a>/);
});

Deno.test("days and times are there for machines too", () => {
  const html = listOf(item({}));
  assertMatch(html, /<time +datetime="2026-07-03">Today<\/time>/i);
  assertMatch(html, /<time +datetime="2026-07-03T09:30">09:30 – 10:15<\/time>/i);
});

Deno.test("a time that names another day is marked as long", () => {
  assertMatch(listOf(item({ time: "22:30 – Sat 4 Jul, 06:00" })), /<time class="long"/);
  assertNotMatch(listOf(item({})), /"long"/);
});

Deno.test("place and duration are shown only where there are any", () => {
  const full = listOf(item({ duration: "45 min", location: "Main St 1" }));
  assertMatch(full, /45 min.*Main St 1/);
  assertNotMatch(listOf(item({})), /duration|location/);
});

Deno.test("visitors are offered an account only where new ones are open", () => {
  assertStringIncludes(render({}), 'href="/register"');
  assertNotMatch(render({ mayRegister: false }), /register/);
});
