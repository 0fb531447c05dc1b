/** What the session adds to a request, in process: as ratios to the same app without it. */
import { App } from "fresh";
import {
  createSessionSettings,
  type FlashData,
  session,
  type SessionState,
} from "@/lib/session/mod.ts";
import { NOW, SECRET } from "../support/constants.ts";

interface Values extends FlashData {
  name?: string;
  visits?: number;
}

type State = SessionState<Values>;

const REQUESTS = 20_000;
const ROUNDS = 7;

const settings = createSessionSettings({
  secrets: [SECRET],
  secure: false,
  lifetime: 86_400,
  clock: () => NOW,
});
const value = settings.codec.encode(new Map<string, unknown>([["name", "Ada"], ["visits", 1]]));
const headers = { cookie: `theme=dark; session=${value}` };

const app = (withSession: boolean, use: (state: State) => unknown = () => {}) => {
  const app = new App<State>();
  if (withSession) app.use(session(settings));
  return app.get("/", ({ state }) => {
    use(state);
    return new Response("page");
  }).handler();
};

const APPS = {
  "without a session": app(false),
  "untouched": app(true),
  "read": app(true, ({ session }) => session.get("name")),
  "changed": app(true, ({ session }) => session.set("visits", Math.random())),
};

/** Microseconds a request. */
async function measure(handler: (request: Request) => Promise<Response>): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < REQUESTS; i++) {
    await handler(new Request("http://localhost:8000/", { headers }));
  }
  return (performance.now() - started) * 1000 / REQUESTS;
}

const times = new Map(Object.keys(APPS).map((name) => [name, [] as number[]]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, handler] of Object.entries(APPS)) {
    const time = await measure(handler);
    if (round > 0) times.get(name)!.push(time); // the first round warms up
  }
}
const medians = [...times].map(([name, all]) =>
  [name, all.toSorted((a, b) => a - b)[ROUNDS >> 1]!] as const
);
for (const [name, time] of medians) {
  const ratio = (time / medians[0]![1]).toFixed(2);
  console.log(`${name.padEnd(20)} ${time.toFixed(1).padStart(6)} µs   ${ratio}`);
}
