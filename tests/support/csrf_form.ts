import { csrfToken } from "@/lib/session/mod.ts";
import { sessionApp } from "./session_app.ts";

/** What a browser says with a form of our own page. */
export const OURS = { "sec-fetch-site": "same-origin", origin: "http://localhost:8000" };

/** A visitor who has opened a page with a form, and its token. */
export async function atForm() {
  const app = sessionApp();
  const open = async () => {
    const { text } = await app.visit(({ state }) => csrfToken(state.session));
    return text.slice("<p>".length, -"</p>".length);
  };
  const token = await open();
  const post = (fields: Record<string, string>, headers: HeadersInit = OURS) =>
    app.visit(() => "accepted", "/", {
      method: "POST",
      headers,
      body: new URLSearchParams(fields),
    });
  return { ...app, open, token, post };
}
