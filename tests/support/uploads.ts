import { type Answer, tokenIn, type Visitor } from "./visitor.ts";

export const IMPORT = "/appointments/import";

/** Chooses a file on the page for it, and sends the form as browsers do. */
export async function upload(
  visitor: Visitor,
  content: string | Uint8Array<ArrayBuffer> | null,
  name = "calendar.ics",
): Promise<Answer> {
  const form = new FormData();
  form.set("csrf_token", tokenIn((await visitor.get(IMPORT)).text)!);
  form.set("file", content === null ? new File([], "") : new File([content], name));
  const headers = { "sec-fetch-site": "same-origin", origin: visitor.origin };
  return await visitor.send(IMPORT, { method: "POST", headers, body: form });
}

/** Uploads a file that is good, and returns the path of its preview. */
export async function uploaded(visitor: Visitor, content: string): Promise<string> {
  const { headers } = await upload(visitor, content);
  return headers.get("location") ?? "";
}

/** Uploads a file, and says yes to what is in it. */
export async function importAll(
  visitor: Visitor,
  content: string,
  fields: Record<string, string> = {},
): Promise<Answer> {
  return await visitor.submit(await uploaded(visitor, content), fields);
}
