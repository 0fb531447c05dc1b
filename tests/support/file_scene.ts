import { type Program, program } from "./api.ts";
import { type TestApp, testApp } from "./app.ts";
import { add } from "./appointments.ts";
import type { Client } from "./client.ts";
import { inNewFolder } from "./process.ts";

/** The app on a database in a file, to which something may happen. */
export interface Scene {
  readonly app: TestApp;
  /** Signed in, with no message waiting. */
  readonly ada: Client;
  readonly program: Program;
  /** Where the database is; its folder holds nothing else. */
  readonly file: string;
}

/** The app on a file of its own, until something happens to that. */
export function onFile(test: (scene: Scene) => Promise<void>): Promise<void> {
  return inNewFolder(async (folder) => {
    const file = `${folder}/app.db`;
    await using app = await testApp({ DATABASE_URL: `file:${file}` });
    const user = await app.person("Ada");
    const ada = await app.visitor().as(user);
    await add(ada, { title: "Dentist" });
    await ada.get("/appointments");
    const scene = { app, ada, program: await program(app, user), file };
    app.lines.length = 0;
    await test(scene);
  });
}

/** What the log holds about the database. */
export const troubles = ({ lines }: TestApp) =>
  lines.map((line) => JSON.parse(line)).filter(({ event }) => event === "database trouble");
