import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { add, address } from "../support/appointments.ts";
import { testApp } from "../support/app.ts";
import { type Heeded, SharedCache } from "../support/shared_cache.ts";
import { type Answer, Visitor } from "../support/visitor.ts";

/** What everybody visits, beside the files and the members' own pages. New pages belong here. */
const ADDRESSES = [
  "/",
  "/login",
  "/login?next=%2Fappointments",
  "/register",
  "/appointments",
  "/appointments/",
  "/appointments/new",
  "/logout",
  "/lab/session",
  "/lab/cookies",
  "/account/tokens",
  "/api/me",
  "/nothing-there",
  "/appointments/nothing-there",
  "/styles.css",
  "/favicon.ico",
  "/healthz",
];

/** The same for pages without a form: newcomers get equal cookies there, which hold nothing but the page. */
const FORMLESS = ["/lab", "/lab/responses", "/lab/responses/string"];

interface Person {
  readonly visitor: Visitor;
  /** Words that nobody else may see: the name, and what every appointment is called. */
  readonly words: readonly string[];
  /** The address of an appointment. */
  readonly page?: string;
  /** Cookies, tokens, nonces and ids of messages that came to this person. */
  readonly own: Set<string>;
}

/** Somebody with an appointment, for whom a message with the name waits. */
async function member(visitor: Visitor, name: string, title: string): Promise<Person> {
  await visitor.register(name);
  await add(visitor, { title });
  const page = await address(visitor);
  await visitor.logout();
  await visitor.login(`${name.toLowerCase()}@example.org`);
  return { visitor, words: [name, title], page, own: new Set() };
}

const stranger = (visitor: Visitor): Person => ({ visitor, words: [], own: new Set() });

/** The app, and a cache before it that listens on a port of its own. */
async function behindCache(heeded: Heeded) {
  const listen = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
  const server = Deno.serve(listen, (request) => cache.handle(request));
  const app = await testApp({ ORIGIN: `http://127.0.0.1:${server.addr.port}` });
  const cache = new SharedCache(app.handler, heeded);
  return {
    app,
    cache,
    /** The same browser, from now on behind the cache. */
    behind: (person: Person): Person => {
      const visitor = new Visitor(fetch, person.visitor.origin);
      for (const [name, value] of person.visitor.cookies) visitor.cookies.set(name, value);
      return { ...person, visitor };
    },
    async [Symbol.asyncDispose]() {
      await server.shutdown();
      await app[Symbol.asyncDispose]();
    },
  };
}

/** The files that a page names, as it names them: a cache may keep these for good. */
function filesOf({ text }: Answer): string[] {
  return [...text.matchAll(/"(\/(?:_fresh\/|[^"]*\?__frsh_c)[^"]*)"/g)].map(([, path]) => path!);
}

/** What belongs to the one person to whom it was first given. */
function belongings({ headers, text }: Answer): string[] {
  const inPage = text.matchAll(/(?:name="csrf_token" value|data-flash|nonce)="([^"]+)"/g);
  return [...headers.getSetCookie(), ...[...inPage].map(([, id]) => id!)];
}

/** Visits an address, and fails if anything in the answer is somebody else's. */
async function visit(person: Person, path: string, all: readonly Person[]): Promise<Answer> {
  const answer = await person.visitor.get(path);
  const bytes = [...answer.headers].join("\n") + answer.text;
  const others = all.filter((other) => other !== person);
  for (const word of others.flatMap(({ words }) => words)) {
    assertFalse(bytes.includes(word), `${path} tells ${person.words[0] ?? "a stranger"}: ${word}`);
  }
  for (const item of belongings(answer)) {
    assertFalse(others.some(({ own }) => own.has(item)), `${path} gives twice: ${item}`);
    person.own.add(item);
  }
  return answer;
}

type Step = [person: Person, path: string];

/** Every order of people: page by page together, or one after the other. */
function* walks(people: readonly Person[], paths: readonly string[]): Generator<Step[]> {
  for (const order of permutations(people)) {
    yield paths.flatMap((path) => order.map((person): Step => [person, path]));
    yield order.flatMap((person) => paths.map((path): Step => [person, path]));
  }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest])
  );
}

for (const heeded of ["cache-control", "vary"] as const) {
  Deno.test(`behind a shared cache that heeds only ${heeded}, nobody gets another's bytes`, async () => {
    await using setting = await behindCache(heeded);
    const { app, cache, behind } = setting;
    // Past the cache: before they have a cookie, no Vary could tell them apart.
    const ada = behind(await member(app.visitor(), "Adelheid", "Harpsichord"));
    const bo = behind(await member(app.visitor(), "Bonaventura", "Marmalade"));
    const people = [ada, bo, behind(stranger(app.visitor()))];

    const files = filesOf(await visit(ada, "/appointments", people));
    assert(files.length >= 3, `stylesheet, icon and the messages' script: ${files}`);
    const paths = [...ADDRESSES, ...FORMLESS, ada.page!, bo.page!, ...files];
    for (const walk of walks(people, paths)) {
      for (const { visitor, words: [, title] } of [ada, bo]) await add(visitor, { title: title! });
      for (const [someone, path] of walk) await visit(someone, path, people);
    }
    for (const { visitor, words: [name = "", title = ""], page } of [ada, bo]) {
      assertEquals(await visitor.name(), name);
      assertStringIncludes((await visitor.get(page!)).text, title);
    }
    for (const path of [...files, "/healthz"]) {
      const count = cache.hits.filter((hit) => hit === path).length;
      assert(count > 30, `${path} came from the cache ${count} times, or it proves nothing`);
    }
  });
}

Deno.test("behind a shared cache that heeds only cache-control, no two newcomers get the same", async () => {
  await using setting = await behindCache("cache-control");
  const { app, cache, behind } = setting;
  const people: Person[] = [];
  for (const path of [...ADDRESSES, ...ADDRESSES]) {
    const newcomer = behind(stranger(app.visitor()));
    people.push(newcomer);
    await visit(newcomer, path, people);
  }
  assert(cache.hits.includes("/healthz"));
});
