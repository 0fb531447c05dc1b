import { testApp } from "./app.ts";
import type { Visitor } from "./visitor.ts";

export const DENTIST = {
  title: "Dentist",
  starts_at: "2026-11-23T09:30",
  ends_at: "2026-11-23T10:15",
  location: "",
  description: "",
};

/** The app with two people who are signed in. */
export async function members() {
  const app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const bo = await app.visitor().as(await app.person("Bo"));
  return { app, ada, bo };
}

export const add = (visitor: Visitor, fields: Record<string, string> = {}) =>
  visitor.submit("/appointments/new", { ...DENTIST, ...fields });

/** The address of the only appointment in a visitor's list. */
export async function address(visitor: Visitor): Promise<string> {
  return /\/appointments\/[\w-]{36}/.exec((await visitor.get("/appointments")).text)![0];
}
