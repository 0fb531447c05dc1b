/** A project that shows what islands can do, one page for each part. */

const APP = `
export default function App({ Component }) {
  return (
    <html lang="en">
      <head><meta charset="utf-8" /><title>Islands</title><link rel="icon" href="data:," /></head>
      <body>
        <Component />
        <script>{"window.before = [...document.querySelectorAll('button')];" +
          "document.querySelector('textarea')?.focus();"}</script>
      </body>
    </html>
  );
}`;

const COUNTER = `
import { useState } from "preact/hooks";
export default function Counter({ start = 0, step = 1 }) {
  const [count, setCount] = useState(start);
  return <button type="button" onClick={() => setCount(count + step)}>{count}</button>;
}`;

/** Two islands in one file: one grows and shrinks between its neighbours, one comes late. */
const LIST = `
import { useEffect, useState } from "preact/hooks";
export function List({ items }) {
  const [shown, setShown] = useState(items);
  const add = () => setShown([...shown, String(shown.length + 1)]);
  return (
    <>
      <button type="button" onClick={add}>add</button>
      <button type="button" onClick={() => setShown([])}>clear</button>
      {shown.map((item) => <i key={item}>{item}</i>)}
    </>
  );
}
export function Late() {
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(true), []);
  return shown ? <u>late</u> : null;
}
export const LIMIT = 3;`;

const PANEL = `
import { useState } from "preact/hooks";
export default function Panel({ title, open, children }) {
  const [shown, setShown] = useState(open);
  return (
    <section>
      <button type="button" class="toggle" onClick={() => setShown(!shown)}>{title}</button>
      {shown ? <div class="content">{children}</div> : null}
    </section>
  );
}`;

const DESCRIBE = `
export function describe(value, seen = new Map()) {
  if (typeof value === "bigint") return value + "n";
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (seen.has(value)) return "#" + seen.get(value);
  seen.set(value, seen.size);
  const inner = (values) => [...values].map((item) => describe(item, seen)).join(" ");
  if (value instanceof Date) return "Date " + value.getTime();
  if (value instanceof URL || value instanceof RegExp) return value.constructor.name + " " + value;
  if (value instanceof Map || value instanceof Set || value instanceof Uint8Array) {
    return value.constructor.name + "(" + inner(value) + ")";
  }
  if (!Array.isArray(value)) return "{" + inner(Object.entries(value).flat()) + "}";
  return "[" + value.length + ": " + Object.keys(value) + ": " + inner(Object.values(value)) + "]";
}`;

const INSPECT = `
import { useEffect, useState } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { describe } from "../lib/describe.js";
export default function Inspect({ value }) {
  const [text, setText] = useState("");
  useEffect(() => setText(describe(value)), []);
  useEffect(() => {
    globalThis.values = [...(globalThis.values ?? []), value];
  }, []);
  const server = IS_BROWSER ? "" : describe(value);
  return <output data-server={server}>{text}</output>;
}`;

const INDEX = `
import Counter from "../islands/Counter.jsx";
export default () => <main><h1>Counters</h1><Counter start={3} /><Counter step={10} /></main>;`;

const TYPES = `
import Inspect from "../islands/Inspect.jsx";
const cycle = { name: "cycle" };
cycle.self = cycle;
const sparse = [1, , 3];
class Point { constructor() { this.x = 1; } }
const values = [
  "text </script><!-- & \\u2028", 1.5, -0, NaN, Infinity, -Infinity, true, null, undefined,
  12345678901234567890n, new Date(0), new URL("https://example.com/?q"), /a<b/gi,
  new Map([["k", new Set([1])]]), new Set(["a", 2]), new Uint8Array([0, 255]), cycle, sparse,
  Object.assign(Object.create(null), { row: 1 }), new Point(), { constructor: "own" },
];
export default () => <main>{values.map((value) => <Inspect value={value} />)}</main>;`;

const SHARED = `
import Inspect from "../islands/Inspect.jsx";
export default () => {
  const shared = { a: [1] };
  return <main><Inspect value={shared} /><Inspect value={shared} /></main>;
};`;

const RANGES = `
import { Late, List } from "../islands/List.jsx";
export default () => (
  <main><b>before</b><List items={["1"]} /><Late /><List items={["x"]} /><b>after</b></main>
);`;

const SLOTS = `
import Counter from "../islands/Counter.jsx";
import Panel from "../islands/Panel.jsx";
export default () => (
  <main>
    <Panel title={<em>Open</em>} open>
      <textarea /> text <input disabled /> <Counter start={5} />
      <mark draggable="false" spellcheck="true" translate="no" inert title="m" />
      <Panel title="Inner" open><p>deep</p></Panel>
    </Panel>
    <Panel title="Closed">
      <p class="parked">parked</p>
      <Counter start={7} />
      <Panel title="Deep" open><p class="parked">deep</p></Panel>
    </Panel>
  </main>
);`;

const BROKEN = `
import Counter from "../islands/Counter.jsx";
import Broken from "../islands/Broken.jsx";
export default () => <main><Broken /><Counter /></main>;`;

export const islandProject: Record<string, string> = {
  "routes/_app.jsx": APP,
  "routes/index.jsx": INDEX,
  "routes/types.jsx": TYPES,
  "routes/shared.jsx": SHARED,
  "routes/ranges.jsx": RANGES,
  "routes/slots.jsx": SLOTS,
  "routes/broken.jsx": BROKEN,
  "islands/Counter.jsx": COUNTER,
  "islands/List.jsx": LIST,
  "islands/Panel.jsx": PANEL,
  "islands/Inspect.jsx": INSPECT,
  "islands/Broken.jsx":
    `export default () => { if (typeof document !== "undefined") throw new Error("broken"); };`,
  "lib/describe.js": DESCRIBE,
};
